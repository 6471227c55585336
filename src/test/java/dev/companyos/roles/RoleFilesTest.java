package dev.companyos.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.companyos.facts.Channel;
import dev.companyos.kernel.CompanyException;
import dev.companyos.kernel.RoleId;
import dev.companyos.kernel.Tier;
import dev.companyos.roles.Role.Duty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoleFilesTest {
    @TempDir
    Path extra;

    @Test
    void the_index_names_every_role_file_of_ours() throws IOException {
        Path ours = Path.of("src/main/resources/roles");
        var files = new TreeSet<String>();
        try (var found = Files.newDirectoryStream(ours, "*.md")) {
            for (Path it : found) files.add(it.getFileName().toString());
        }
        assertThat(Files.readAllLines(ours.resolve("index.txt"))).containsExactlyInAnyOrderElementsOf(files);
    }

    @Test
    void our_company_has_its_fourteen_roles_and_their_duties() {
        var roles = new RoleFiles(extra.resolve("nowhere"));
        assertThat(roles.all())
                .extracting(it -> it.id().value() + " " + it.duty())
                .containsExactly(
                        "backend BUILD",
                        "ceo DIRECT",
                        "code_review INSPECT",
                        "cto PLAN",
                        "customer_success WRITE",
                        "devops RELEASE",
                        "finance WRITE",
                        "frontend BUILD",
                        "fullstack BUILD",
                        "hr WRITE",
                        "knowledge ANSWER",
                        "marketing WRITE",
                        "qa INSPECT",
                        "sales WRITE");
        assertThat(roles.all().stream().filter(it -> it.tier() == Tier.SENIOR).map(it -> it.id()
                        .value()))
                .containsExactly("backend", "ceo", "code_review", "cto", "devops", "frontend", "fullstack", "qa");
    }

    @ParameterizedTest
    @CsvSource({
        "ceo, PT5M",
        "cto, PT2M",
        "qa, PT15M",
        "marketing, PT6H",
        "sales, PT4H",
        "customer_success, PT8H",
        "finance, PT168H"
    })
    void some_look_for_work_of_their_own_accord(String role, Duration every) {
        assertThat(new RoleFiles(extra).find(new RoleId(role)).orElseThrow().every())
                .contains(every);
    }

    @Test
    void every_role_hears_something_and_those_that_take_tasks_hear_their_own_channel() {
        var roles = new RoleFiles(extra).all();
        assertThat(roles).noneMatch(it -> it.hears().isEmpty());
        assertThat(roles.stream().filter(Role::takesTasks).map(it -> it.id().value()))
                .containsExactly(
                        "backend",
                        "code_review",
                        "customer_success",
                        "devops",
                        "frontend",
                        "fullstack",
                        "marketing",
                        "sales");
        var known = Channel.all(roles.stream().map(Role::id).toList()).stream()
                .map(Channel::name)
                .toList();
        assertThat(roles).allMatch(it -> known.containsAll(it.hears()));
    }

    @Test
    void every_prompt_says_who_one_is_and_for_which_company_and_mission() {
        assertThat(new RoleFiles(extra).all()).allSatisfy(it -> assertThat(it.prompt())
                .startsWith("You are {{agent}}")
                .contains("{{company}}", "{{mission}}")
                .hasSizeBetween(200, 3_000));
    }

    @Test
    void a_founder_s_file_replaces_ours_or_adds_a_role() throws IOException {
        write("ceo", "id: ceo\ntitle: Boss\nduty: direct\ntier: junior\nhears: [user.feedback]\nhands: 2", "Be bold.");
        write(
                "poet",
                "id: poet\ntitle: Poet\nduty: write\ntier: junior\nhears: [cto.tasks.poet]\nevery: 90s",
                "Rhyme.");
        var roles = new RoleFiles(extra);
        assertThat(roles.all()).hasSize(15);
        assertThat(roles.find(new RoleId("ceo")))
                .contains(new Role(
                        new RoleId("ceo"),
                        "Boss",
                        Duty.DIRECT,
                        Tier.JUNIOR,
                        List.of("user.feedback"),
                        java.util.Optional.empty(),
                        List.of(),
                        2,
                        "Be bold."));
        var poet = roles.find(new RoleId("poet")).orElseThrow();
        assertThat(poet.every()).contains(Duration.ofSeconds(90));
        assertThat(poet.hands()).isEqualTo(1);
        assertThat(poet.takesTasks()).isTrue();
    }

    @Test
    void a_file_from_another_system_reads_the_same() throws IOException {
        Files.writeString(
                extra.resolve("poet.md"),
                "\uFEFF---\r\nid: poet\r\ntitle: Dichterin 🚀\r\nduty: write\r\ntier: junior\r\n---\r\nReime.\r\n");
        assertThat(new RoleFiles(extra).find(new RoleId("poet")).orElseThrow().title())
                .isEqualTo("Dichterin 🚀");
    }

    @Test
    void all_mistakes_of_all_files_are_told_at_once() throws IOException {
        write("ceo", "id: boss\ntitle: ' '\nduty: rule\ntier: senior", "");
        write("poet", "id: poet\ntitle: Poet\nduty: write\ntier: middle\nhands: 51\nevery: 0m\nmood: good", "{{task}}");
        Files.writeString(extra.resolve("plain.md"), "You are a poet.");
        Files.write(extra.resolve("binary.md"), new byte[] {(byte) 0xFF, (byte) 0xFE, 0, 1});
        assertThat(mistakes())
                .contains("hold 11 mistakes")
                .contains("ceo.md: id is `boss`; right is the file's name")
                .contains("ceo.md: title is ` `; right is a job title")
                .contains("ceo.md: duty is `rule`; right is one of [direct, plan, build,")
                .contains("ceo.md: the prompt is ``; right is")
                .contains("poet.md: tier is `middle`; right is one of [senior, junior]")
                .contains("poet.md: hands is `51`; right is a whole number from 1 to 50")
                .contains("poet.md: every is `0m`; right is a span such as 90s, 5m, 6h or 7d")
                .contains("poet.md: mood is `good`; right is one of the keys [id, title,")
                .contains(
                        "poet.md: the prompt's slot is `{{task}}`; right is one of [company, product, mission, agent]")
                .contains("plain.md: it has 15 characters; right is a header between two lines of ---")
                .contains("binary.md: it is no UTF-8 text");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hands: two            | hands is `two`",
                "hands: 2.5            | hands is `2.5`",
                "hands: 0              | hands is `0`",
                "every: 5              | every is `5`",
                "every: [5m]           | every is `[\"5m\"]`",
                "every: 5 minutes      | every is `5 minutes`",
                "every: -5m            | every is `-5m`",
                "hears: ceo.directives | hears is `ceo.directives`; right is a list",
                "hears: [ceo.orders]   | hears holds `ceo.orders`; right is any of",
                "hears: [cto.tasks.qa] | hears holds `cto.tasks.qa`",
                "tools: [rm]           | tools holds `rm`; right is any of [list_files,",
                "tools: {a: b}         | tools is `{\"a\":\"b\"}`; right is a list",
                "title: again          | each key once",
                "title: [              | the header is not YAML",
            })
    void each_wrong_value_is_named(String line, String mistake) throws IOException {
        write("poet", "id: poet\ntitle: Poet\nduty: write\ntier: junior\n" + line, "Rhyme.");
        assertThat(mistakes()).contains("poet.md: ").contains(mistake);
    }

    @Test
    void who_builds_must_hear_where_its_tasks_come_from() throws IOException {
        write("poet", "id: poet\ntitle: Poet\nduty: build\ntier: junior", "Rhyme.");
        assertThat(mistakes()).contains("poet.md: hears is ``; right is a list with cto.tasks.poet");
    }

    @Test
    void a_header_of_another_kind_is_a_mistake_and_so_is_a_huge_file() throws IOException {
        write("list", "- id\n- title", "Rhyme.");
        write("empty", "# nothing", "Rhyme.");
        write("huge", "id: huge\ntitle: Huge\nduty: write\ntier: junior", "x".repeat(50_000));
        assertThat(mistakes())
                .contains("list.md: the header is `[\"id\",\"title\"]`")
                .contains("empty.md: the header is ``")
                .contains("huge.md: it has 50");
    }

    @Test
    void other_files_in_the_folder_are_nobody_s_business() throws IOException {
        Files.writeString(extra.resolve("notes.txt"), "---");
        assertThat(new RoleFiles(extra).all()).hasSize(14);
    }

    private String mistakes() {
        var thrown = new String[1];
        assertThatThrownBy(() -> new RoleFiles(extra)).isInstanceOfSatisfying(CompanyException.class, it -> {
            assertThat(it.code()).isEqualTo("invalid.roles");
            assertThat(it.doThis()).contains(extra.toString());
            thrown[0] = it.what() + it.why();
        });
        return thrown[0];
    }

    private void write(String role, String header, String prompt) throws IOException {
        Files.writeString(extra.resolve(role + ".md"), "---\n%s\n---\n%s\n".formatted(header, prompt));
    }
}
