package dev.companyos.llm.rehearsal;

import dev.companyos.llm.rehearsal.code.Entity;
import dev.companyos.llm.rehearsal.code.Field;
import dev.companyos.llm.rehearsal.code.Product;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the product's users get to read. Markdown without its first heading. */
final class Documents {
    private Documents() {}

    static String launchPost(Product product) {
        String things = Directing.things(product);
        Entity first = product.entities().getFirst();
        return """
                > %s

                Today %s opens. It does one thing and does it properly: it keeps %s, in one place, where
                everyone who needs them finds them.

                ## The problem

                Until now %s lived in spreadsheets, chats and somebody's head. Things were entered twice, or not at all.
                Whoever asked "where do we stand?" waited for an answer.

                ## What you can do today

                %s

                ## How it feels

                1. Open the home page: it says how much there is.
                2. Choose %s.
                3. Fill in the form: %s.
                4. Press the button. It is in the list, for you and for everyone else.

                ## For those who build

                Everything that the pages do is also an API:

                %s

                ## What comes next

                - Whatever the first twenty users ask for twice.
                - Nothing that makes the first minute longer.

                ## Questions

                **Does it cost anything?** Not while we learn.

                **Where is my data?** In the product's own database. You can read all of it over the API.

                **Something is missing.** Tell us which step you were at; that is the most helpful thing to know.

                ## Try it

                Open %s, add one %s, and tell us what you expected to happen instead.
                """.formatted(
                        product.tagline(),
                        product.name(),
                        things,
                        first.plural(),
                        each(product, "- **%s**: see them, search them, add and change them at `/%s`."),
                        first.plural(),
                        labels(first),
                        each(product, "- **%s**: `/api/%s`"),
                        product.name(),
                        first.singular());
    }

    static String outreach(Product product) {
        Entity first = product.entities().getFirst();
        String things = Directing.things(product);
        return """
                Who this is for: anyone whose week has %s in it. Three emails, four days apart; stop at the first answer.

                ## Before you send

                - Find ten people, by name, who deal with %s today.
                - Write down how each of them does it now. If you do not know, ask that instead.
                - Replace everything in {braces}.

                ## Email 1: the question

                **Subject:** How do you keep track of your %s?

                Hello {first name},

                I saw that {what you saw}. We made %s because %s tend to end up in three places at once.
                How do you deal with that today?

                If it is solved, I would like to learn how. If not, I can show you what we have in ten minutes.

                {your name}

                ## Email 2: the example

                **Subject:** One %s, start to end

                Hello {first name},

                Here is what happens with one %s in %s:

                1. Somebody fills in %s.
                2. It is in the list at once, for the whole team.
                3. The home page counts it, and the API gives it to your other tools.

                Shall I set it up with two of yours, so that you see it with your own data?

                {your name}

                ## Email 3: the way out

                **Subject:** Shall I close this?

                Hello {first name},

                I do not want to be one more thing in your inbox. If %s are no trouble to you, tell me and I stop here.
                If they are, answer "yes" and I send you a link.

                {your name}

                ## When they answer

                | They say | You do |
                |---|---|
                | "We use a spreadsheet" | Ask what goes wrong in it, offer to carry it over |
                | "Too busy" | Offer to enter the first five for them |
                | "What does it cost?" | Say that it costs nothing while we learn |
                | "Not for us" | Thank them, ask who it would be for |

                ## What to write down

                - How they do it today, in their words.
                - What they asked for that is not there.
                - Whether they used it a second time: this is the only number that counts.
                """.formatted(
                        things,
                        first.plural(),
                        first.plural(),
                        product.name(),
                        first.plural(),
                        first.singular(),
                        first.singular(),
                        product.name(),
                        labels(first),
                        first.plural());
    }

    static String onboarding(Product product) {
        Entity first = product.entities().getFirst();
        return """
                Ten minutes from nothing to your first %s.

                ## 1. Look around (one minute)

                Open the home page. It says what %s is for (%s) and how much is in it.

                ## 2. What is kept here

                %s

                ## 3. Add your first %s (two minutes)

                1. Open `/%s`.
                2. Fill in the form. What must not be empty: %s.
                3. Save. The new %s is in the list.

                If a value is not accepted, the message says which one and why. Nothing you typed is lost.

                ## 4. Find it again (one minute)

                - Type a part of it into the search field.
                - No result? Try fewer letters.

                ## 5. Change it, delete it (two minutes)

                - Change: pick it in the list, correct what is wrong, save.
                - Delete: there is no way back, so look twice.

                ## 6. Bring in what you have (four minutes)

                Enter five real ones rather than fifty invented ones. If you have many, use the API:

                %s

                ## If something does not work

                | What you see | What it means | What to do |
                |---|---|---|
                | A message beside a field | The value does not fit | Read the message, change the value |
                | An empty list | Nothing is there yet, or the search hides it | Clear the search |
                | The page does not open | The product is being released | Wait a minute, load it again |

                ## When you are done

                You have seen everything. Tell us:

                - Which step took longer than it should?
                - What did you look for and not find?
                - Whom would you show this to?
                """.formatted(
                        first.singular(),
                        product.name(),
                        product.tagline(),
                        product.entities().stream()
                                .map(entity -> "- **%s**: %s.".formatted(entity.title(), labels(entity)))
                                .collect(Collectors.joining("\n")),
                        first.singular(),
                        first.pluralKebab(),
                        first.fields().stream()
                                .filter(Field::required)
                                .map(field -> field.label().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", ")),
                        first.singular(),
                        each(product, "- **%s**: `POST /api/%s`"));
    }

    private static String each(Product product, String line) {
        return product.entities().stream()
                .map(entity -> line.formatted(entity.title(), entity.pluralKebab()))
                .collect(Collectors.joining("\n"));
    }

    private static String labels(Entity entity) {
        return entity.fields().stream()
                .map(field -> field.label().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
