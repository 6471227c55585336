package dev.companyos.duties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.companyos.facts.FinanceFact;
import dev.companyos.facts.KnowledgeFact;
import dev.companyos.facts.StaffFact;
import dev.companyos.facts.TaskFact;
import dev.companyos.kernel.RoleId;
import dev.companyos.llm.Gateway;
import dev.companyos.llm.Reply;
import dev.companyos.roles.Staff;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Write, review, answer, staffing, finance: one question each. */
class OtherDutiesTest {
    static final String DOCUMENT = """
            {"title":"Hello","filename":"../../Evil Name.md","markdown":"# Hello\\n\\nCome and see.","summary":"A post."%s}""";

    @TempDir
    Path folder;

    Office office;

    @BeforeEach
    void open() {
        office = new Office(folder).with(Map.of("README.md", "# Coffee\n"));
    }

    static String document(String more) {
        return DOCUMENT.formatted(more);
    }

    @Nested
    class Writing {
        TaskTurn turn() {
            return office.task("marketing", "Write the post", "Tell them.", "It names the product");
        }

        @Test
        void a_document_is_merged_under_its_roles_folder_whatever_it_is_called() {
            office.model.says(document(""));
            assertThat(Duties.write(office).perform(turn())).isInstanceOfSatisfying(Result.Done.class, it -> {
                assertThat(it.result()).isEqualTo("A post. (docs/marketing/evil-name.md)");
                it.alongside().run();
            });
            assertThat(office.facts(TaskFact.Merged.class)).hasSize(1);
            var repository = office.repositories.open(Office.PRODUCT);
            repository.export(repository.main().orElseThrow(), folder.resolve("out"));
            assertThat(folder.resolve("out/docs/marketing/evil-name.md")).hasContent("# Hello\n\nCome and see.\n");
        }

        @Test
        void a_cut_off_document_is_asked_for_again_and_a_refusal_ends_the_attempt() {
            office.model
                    .replies(new Reply.Truncated("m", Reply.Usage.NONE, "{\"title\":\"He"))
                    .says(document(""));
            assertThat(Duties.write(office).perform(turn())).isInstanceOf(Result.Done.class);
            office.model.replies(new Reply.Refused("m", Reply.Usage.NONE, "not this"));
            var other = office.task("marketing", "Write another", "Tell them.", "It names the product");
            assertThat(Duties.write(office).perform(other))
                    .isInstanceOfSatisfying(
                            Result.NotDone.class, it -> assertThat(it.reason()).contains("refused: not this"));
        }
    }

    @Nested
    class Reviewing {
        TaskTurn turn() {
            return office.task("code_review", "Review it", "Look.", "A verdict");
        }

        @Test
        void a_verdict_is_a_result_even_if_it_rejects() {
            office.model
                    .calls("read_file", "{\"path\":\"README.md\"}")
                    .says(
                            "{\"verdict\":\"reject\",\"summary\":\"Not yet.\",\"findings\":["
                                    + "{\"severity\":\"HIGH\",\"component\":\"a\",\"details\":\"broken\",\"suggested_fix\":\"mend\"}]}");
            assertThat(Duties.review(office).perform(turn()))
                    .isInstanceOfSatisfying(Result.Done.class, it -> assertThat(it.result())
                            .isEqualTo("Rejected. Not yet.\nHIGH a: broken"));
            assertThat(office.model.asked().getLast().messages().toString()).contains("# Coffee\n</data id=");
        }

        @Test
        void reading_the_same_over_and_over_ends_in_no_findings_and_says_why() {
            for (int i = 0; i < 8; i++) office.model.calls("list_files", "{}");
            assertThat(Duties.review(office).perform(turn()))
                    .isInstanceOfSatisfying(
                            Result.Done.class, it -> assertThat(it.result()).contains("goes in a circle"));
        }
    }

    @Nested
    class Answering {
        final UUID question = new UUID(0, 7);

        KnowledgeFact.Answered ask(String text) {
            var asked = new KnowledgeFact.Asked(office.clock.instant(), question, "founder", text);
            Duties.answer(office).perform(office.turn("knowledge", asked));
            return office.facts(KnowledgeFact.Answered.class).getLast();
        }

        @Test
        void sources_that_were_not_handed_over_are_dropped() {
            office.knowledge.add(office.company, "Hand<book>", "engineering", "Coffee is roasted on Tuesdays.");
            office.model.says(
                    "{\"answer\":\"On Tuesdays.\",\"sources\":[\"Hand book  § 1\",\"Wikipedia\",\"Hand book  § 1\"]}");
            var answered = ask("When is coffee roasted?");
            assertThat(answered.answer()).isEqualTo("On Tuesdays.");
            assertThat(answered.sources()).containsExactly("Hand<book> § 1");
        }

        @Test
        void somebody_who_asks_always_gets_an_answer() {
            office.model.says("").says("").says("");
            assertThat(ask("When?").answer()).startsWith("No answer could be given: ");
        }

        @Test
        void without_a_question_nobody_is_asked() {
            assertThat(Duties.answer(office).perform(office.turn("knowledge"))).isEmpty();
            assertThat(office.model.asked()).isEmpty();
        }
    }

    @Nested
    class Hiring {
        final RoleId backend = new RoleId("backend");

        int after(StaffFact.Kind kind, String... replies) {
            var now = office.clock.instant();
            var request = new UUID(0, 7);
            office.staff.request(office.company, new Staff.Request(request, kind, backend, "Many wait.", now));
            for (String reply : replies) office.model.says(reply);
            Duties.staffing(office)
                    .perform(office.turn("hr", new StaffFact.Requested(now, request, kind, backend, "Many wait.")));
            assertThat(office.facts(StaffFact.Staffed.class)).hasSize(1);
            return office.staff.agents(office.company, backend).size();
        }

        @Test
        void the_headcount_of_the_answer_is_carried_out() {
            assertThat(after(StaffFact.Kind.SPAWN_AGENT, document(",\"headcount\":3,\"plan\":\"Three.\"")))
                    .isEqualTo(3);
            assertThat(office.staff.openRequests(office.company)).isEmpty();
        }

        @Test
        void no_answer_can_hire_an_army_or_nobody() {
            assertThat(after(StaffFact.Kind.SPAWN_AGENT, document(",\"headcount\":1000000")))
                    .isEqualTo(10);
        }

        @Test
        void without_a_usable_answer_one_more_is_hired() {
            assertThat(after(StaffFact.Kind.SPAWN_AGENT, "no", "no", "no")).isEqualTo(2);
        }

        @Test
        void the_last_one_is_not_let_go() {
            assertThat(after(StaffFact.Kind.SCALE_DOWN, "no", "no", "no")).isEqualTo(1);
        }
    }

    @Nested
    class Reporting {
        @Test
        void the_founder_gets_the_report_and_the_next_one_only_after_new_spending() {
            office.model.says(document(""));
            var did = Duties.finance(office).perform(office.turn("finance")).orElseThrow();
            assertThat(office.store.inbox().list(office.company, true))
                    .singleElement()
                    .satisfies(it -> {
                        assertThat(it.kind()).isEqualTo("report");
                        assertThat(it.body()).contains("Come and see.");
                    });
            assertThat(office.facts(FinanceFact.Reported.class)).hasSize(1);
            assertThat(office.gateway.opened().getFirst().patience()).isEqualTo(Gateway.Patience.CAN_WAIT);
            assertThat(office.model.asked().getFirst().messages().toString()).contains("backend_1: $0.2500 in 1 calls");
            assertThat(Duties.finance(office).perform(office.turn("finance", did.seen(), Optional.empty())))
                    .isEmpty();
        }

        @Test
        void an_unusable_report_is_no_report() {
            office.model.says("no").says("no").says("no");
            assertThatThrownBy(() -> Duties.finance(office).perform(office.turn("finance")))
                    .isInstanceOf(UnusableAnswer.class);
            assertThat(office.store.inbox().list(office.company, true)).isEmpty();
        }
    }
}
