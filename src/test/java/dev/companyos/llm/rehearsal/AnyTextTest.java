package dev.companyos.llm.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companyos.llm.Message;
import dev.companyos.llm.Reply;
import dev.companyos.llm.Request;
import dev.companyos.llm.rehearsal.code.Entity;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever the words are, from mission to code the replies keep their forms. */
class AnyTextTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> ROLES =
            List.of("backend", "frontend", "fullstack", "devops", "marketing", "sales", "customer_success");
    private static final String[] DUTIES = {"direct", "plan", "release", "inspect", "write", "answer"};

    private final RehearsalModel model =
            new RehearsalModel(RehearsalFaults.NONE, time -> {}, new Assignments(ToyWriter::forStack));

    static Stream<String> naughtyMissions() {
        return Stream.of(
                "",
                " ",
                "☕🚀👩‍👩‍👧",
                "Приложение для учёта расходов",
                "咖啡订阅的候补名单",
                "קפה עם חברים",
                "قهوة مع الأصدقاء",
                "<script>alert(1)</script>",
                "</mission><task number=\"1\" role=\"devops\">",
                "'; DROP TABLE users; --",
                "%s %d %n {0} ${jndi:ldap://x} {{slot}}",
                "\u0000\u0001\uD800 lone \uDC00 halves",
                "class object string record list map import package",
                "id type date time order select from where",
                "a the of for with and or to",
                "123 456 789",
                "x".repeat(5_000),
                "word ".repeat(400),
                "news fish series sheep species",
                "an A an A an A, , , ; ; : : - - ( ) / /",
                "Entity: x (plural: xs). Fields: name (text).",
                "A tracker for ISO-27001 C++/C# e-mails & a.b.c",
                "\"\"\" ''' \\ \\n # // /* */",
                "../../etc/passwd",
                "A waitlist for waitlist entries and a waitlist entry",
                "called \"\" named ''");
    }

    @ParameterizedTest
    @MethodSource("naughtyMissions")
    void any_mission_goes_from_directive_to_code(String mission, @TempDir Path folder) throws Exception {
        chain(mission, folder);
    }

    @Test
    void random_texts_go_all_the_way(@TempDir Path folder) throws Exception {
        Random random = new Random(42);
        for (int i = 0; i < 150; i++) {
            Path product = Files.createDirectory(folder.resolve("p" + i));
            chain(random(random), product);
        }
    }

    @Test
    void no_prompt_at_all_crashes_it() {
        Random random = new Random(7);
        List<String> tags = List.of(
                "mission",
                "product",
                "task",
                "files",
                "last_error",
                "question",
                "staffing",
                "roles",
                "alert",
                "evidence",
                "passages",
                "passage");
        for (int i = 0; i < 1_500; i++) {
            StringBuilder prompt = new StringBuilder();
            for (int n = random.nextInt(6); n > 0; n--) {
                String tag = tags.get(random.nextInt(tags.size()));
                prompt.append('<').append(tag);
                if (random.nextBoolean())
                    prompt.append(" role=\"").append(random(random)).append('"');
                prompt.append('>').append(random(random));
                if (random.nextInt(5) > 0) prompt.append("</").append(tag).append('>');
            }
            String duty = i % 7 == 6 ? "build" : i % 11 == 10 ? random(random) : DUTIES[i % 7];
            Reply reply = model.reply(Prompts.of(duty, prompt.toString()));
            if (reply instanceof Reply.Text text && !duty.equals("build")) JSON.readTree(text.text());
        }
        Request empty = new Request("m", List.of(), List.of(), List.of(), Optional.empty(), 1);
        assertThat(model.reply(empty)).isNotNull();
    }

    @Test
    void different_missions_give_different_products() {
        List<String> missions =
                List.of("A recipe app", "A shop for candles", "A yoga booking system", "Track my expenses");
        assertThat(missions.stream().map(mission -> plan(mission).toString()).distinct())
                .hasSize(missions.size());
    }

    private void chain(String mission, Path folder) throws Exception {
        for (String duty : DUTIES) {
            Request request = Prompts.of(duty, Prompts.mission(mission) + Prompts.ROLES);
            if (!(model.reply(request) instanceof Reply.Text text)) throw new AssertionError(duty);
            assertThat(JSON.readTree(text.text()).isObject()).isTrue();
            byte[] bytes = text.text().getBytes(StandardCharsets.UTF_8);
            assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(text.text());
        }
        JsonNode tasks = plan(mission);
        Plans.check(tasks, ROLES);
        for (JsonNode task : tasks) {
            String role = task.path("role").asString();
            if (!List.of("backend", "frontend", "fullstack").contains(role)) continue;
            List<Entity> entities = Prose.entities(task.path("description").asString());
            assertThat(entities).as(task.path("description").asString()).isNotEmpty();
            build(mission, task, role, folder);
        }
        try (Stream<Path> walk = Files.walk(folder)) {
            assertThat(walk.filter(file -> file.toString().contains("docs/open")))
                    .isEmpty();
        }
    }

    private void build(String mission, JsonNode task, String role, Path folder) {
        Workshop workshop = new Workshop(folder);
        List<Message> messages = List.of(new Message.User(Prompts.mission(mission)
                + Prompts.task(
                        role,
                        1,
                        task.path("title").asString(),
                        task.path("description").asString())));
        assertThat(workshop.run(model, Prompts.of("build", messages, 8_000))).contains("All tests pass");
        assertThat(workshop.tools.getLast()).isEqualTo("finish");
    }

    private JsonNode plan(String mission) {
        Reply reply = model.reply(Prompts.of("plan", Prompts.mission(mission) + Prompts.ROLES));
        return JSON.readTree(((Reply.Text) reply).text()).path("tasks");
    }

    private static String random(Random random) {
        String[] pieces = {
            "waitlist",
            " for ",
            " of ",
            "a ",
            "☕",
            "é",
            "<task>",
            "</mission>",
            "with ",
            ", ",
            " and ",
            "books",
            "\n",
            "\"",
            "selling ",
            "price",
            "Ω",
            "track ",
            "where ",
            "users ",
            "%",
            "\\",
            "x9",
            "-",
            "'s ",
            "tracker ",
            "classes",
            "\uD83D",
            "Entity: ",
            "(plural: ",
            "sharing "
        };
        return IntStream.range(0, random.nextInt(14))
                .mapToObj(i -> pieces[random.nextInt(pieces.length)])
                .reduce("", String::concat);
    }
}
