package dev.companyos.llm.rehearsal;

import dev.companyos.llm.rehearsal.code.Entity;
import dev.companyos.llm.rehearsal.code.Product;
import java.util.stream.Collectors;

/** What the company itself gets to read. Markdown without its first heading. */
final class Reports {
    private static final int MOST_LINES = 60;

    private Reports() {}

    static String finance(Product product, String evidence) {
        return """
                The company builds %s. This report says what was spent, on what, and what to watch.

                ## Figures

                | Item |
                |---|
                %s

                ## How to read them

                - Cost is what was paid for model calls; hosting on this machine is not charged.
                - A task that needed several attempts is charged for all of them.
                - Revenue is not recorded yet. Until it is, every figure here is a cost.

                ## What it buys

                %s

                ## Ratios worth watching

                1. Cost of a finished task: it should fall as the company learns.
                2. Share of attempts that were repeats: above a third, the briefs are at fault.
                3. Cost on days without a release: it should be close to nothing.

                ## Risks

                - **The cap.** Work stops when it is reached, in the middle of whatever is under way.
                - **Repairs.** Each alert opens one; many alerts with one cause should be one repair.
                - **Prices.** They are configuration, and change.

                ## What we recommend

                - Keep the cap where it is until there is revenue to set against it.
                - Look at the three most expensive tasks by hand each week.
                - Stop what nobody has used for a week.

                ## Next report

                In a week, or when half of what is left has been spent, whichever is sooner.
                """.formatted(product.name(), rows(evidence), keeps(product));
    }

    static String staffing(Product product, String role, int waiting, int headcount, String reason) {
        return """
                %s has work waiting. This plan says how many hands it gets and for how long.

                ## What was asked

                | | |
                |---|---|
                | Role | %s |
                | Waiting | %d |
                | Reason | %s |

                ## What we do

                **%d at work for this role**, starting now.

                ## Why this many

                - One pair of hands works off about three waiting tasks before the next plan.
                - More than four get in each other's way: they change the same files.
                - Fewer than one is no department.

                ## What they work on

                %s

                ## How they start

                1. They read the product's guide and the last three lessons of the role.
                2. They take the oldest ready task first.
                3. They report as everyone does: evidence first, then done.

                ## What it costs

                - Idle hands cost nothing here: nobody is paid to wait.
                - Busy hands spend the same budget faster, not a larger one.

                ## When it ends

                - Fewer than three tasks wait: back to one.
                - The budget is half spent: back to one, and the founder hears of it.
                - Two tasks in a row fail with the same error: stop adding hands, look at the error.

                ## What we look at

                - Tasks waiting, every half hour.
                - Attempts per finished task, before and after.
                """.formatted(
                        product.name(),
                        role.isEmpty() ? "not named" : role,
                        waiting,
                        cell(Prompt.line(reason, 200)),
                        headcount,
                        keeps(product));
    }

    static String note(Product product, TaskBrief task) {
        return """
                %s

                ## What was asked

                %s

                ## What the product is

                %s

                ## What it keeps

                %s

                ## How it is used

                1. The home page says what is there.
                2. Each kind of thing has a page with a list, a search and a form.
                3. Each page has its counterpart in the API.

                ## How it is made

                - Every route and page has tests.
                - Nothing reaches `main` unless all of them pass.
                - A release that cannot be verified is rolled back.

                ## How we know that it is done

                %s

                ## What is not in it

                - Accounts and permissions: whoever reaches the address can read and write.
                - Attachments: links to files are kept, files are not.

                ## Whom to ask

                - About what it should do: whoever wrote the directive.
                - About how it does it: the product's own guide, then its tests.

                ## Changes to this document

                It is part of the product's repository; its history says who changed what and why.
                """.formatted(
                product.tagline(),
                task.description().isEmpty() ? "A description of the product." : Prompt.line(task.description(), 1_000),
                product.name() + " keeps " + Directing.things(product) + ".",
                keeps(product),
                task.acceptance().isEmpty()
                        ? "- Someone new can use it after reading this."
                        : task.acceptance().stream()
                                .map(line -> "- " + Prompt.line(line, 300))
                                .collect(Collectors.joining("\n")));
    }

    private static String keeps(Product product) {
        return product.entities().stream().map(Reports::line).collect(Collectors.joining("\n"));
    }

    private static String line(Entity entity) {
        return "- %s, with %d fields, at `/%s`."
                .formatted(entity.title(), entity.fields().size(), entity.pluralKebab());
    }

    private static String rows(String evidence) {
        String rows = evidence.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .limit(MOST_LINES)
                .map(line -> "| %s |".formatted(cell(Prompt.line(line.replaceFirst("^[-*]\\s+", ""), 200))))
                .collect(Collectors.joining("\n"));
        return rows.isEmpty() ? "| No figures were given. |" : rows;
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
