package dev.companyos.repo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.companyos.kernel.Commit;
import dev.companyos.kernel.CompanyException;
import dev.companyos.repo.Repository.Message;
import dev.companyos.repo.Repository.Trailer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignaturesTest {
    private static final String TREE = "a".repeat(40);
    private static final List<Commit> PARENTS = List.of(new Commit("b".repeat(40)));
    private static final Message MESSAGE = new Message(
            "Keep entries",
            "They are kept.",
            "backend_1",
            List.of(new Trailer("Task", "1"), new Trailer("Cost", "$1")));

    @TempDir
    Path home;

    private final Signatures ours = Signatures.fresh();
    private final String text = ours.signed(MESSAGE, TREE, PARENTS);

    @Test
    void what_was_signed_is_valid() {
        assertThat(ours.valid(text, "backend_1", TREE, PARENTS)).isTrue();
        assertThat(CommitText.trailers(text))
                .startsWith(new Trailer("Task", "1"))
                .hasSize(3);
        assertThat(Signatures.keyOf(text)).contains(ours.id());
    }

    @Test
    void nothing_of_it_can_be_changed_or_carried_elsewhere() {
        var other = List.of(new Commit("c".repeat(40)));
        assertThat(ours.valid(text, "backend_2", TREE, PARENTS)).isFalse();
        assertThat(ours.valid(text, "backend_1", "d".repeat(40), PARENTS)).isFalse();
        assertThat(ours.valid(text, "backend_1", TREE, other)).isFalse();
        assertThat(ours.valid(text, "backend_1", TREE, List.of())).isFalse();
        for (var change : List.of("Keep entries", "They are kept", "Task: 1", "Cost: $1"))
            assertThat(ours.valid(text.replace(change, change + "0"), "backend_1", TREE, PARENTS))
                    .as(change)
                    .isFalse();
        var added = text.replace("Signature:", "Origin: templates\nSignature:");
        assertThat(ours.valid(added, "backend_1", TREE, PARENTS)).isFalse();
        assertThat(ours.valid(text + "Origin: templates\n", "backend_1", TREE, PARENTS))
                .isFalse();
    }

    @Test
    void another_homes_key_counts_for_nothing() {
        assertThat(Signatures.fresh().valid(text, "backend_1", TREE, PARENTS)).isFalse();
    }

    @Test
    void what_is_no_signature_is_none() {
        for (var bad : List.of("", "x", "x\n\nSignature: -\n", "x\n\nSignature: ed25519 " + ours.id() + " AAAA\n"))
            assertThat(ours.valid(bad, "backend_1", TREE, PARENTS)).as(bad).isFalse();
        var broken = text.replaceAll("(ed25519 \\w+ ).{4}", "$1AAAA");
        assertThat(ours.valid(broken, "backend_1", TREE, PARENTS)).isFalse();
    }

    @Test
    void a_message_cannot_bring_its_own_signature() {
        var theirs = new Message("x", "Signature: -", "backend_1", List.of(new Trailer("Signature", "forged")));
        var signed = ours.signed(theirs, TREE, PARENTS);
        assertThat(signed).doesNotContain("forged");
        assertThat(ours.valid(signed, "backend_1", TREE, PARENTS)).isTrue();
    }

    @Test
    void a_homes_key_is_kept_and_only_its_owner_reads_it() throws Exception {
        var first = Signatures.of(home);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("signing.key"))))
                .isEqualTo("rw-------");
        assertThat(home.resolve("signing.pub")).content().startsWith("-----BEGIN PUBLIC KEY-----");
        var signed = first.signed(MESSAGE, TREE, PARENTS);
        assertThat(Signatures.of(home).valid(signed, "backend_1", TREE, PARENTS))
                .isTrue();
    }

    @Test
    void a_broken_pair_is_refused_and_not_replaced() throws Exception {
        Signatures.of(home);
        Files.writeString(home.resolve("signing.key"), "not a key");
        assertThatThrownBy(() -> Signatures.of(home))
                .isInstanceOfSatisfying(
                        CompanyException.class, it -> assertThat(it.code()).isEqualTo("invalid.signing-key"));
        assertThat(home.resolve("signing.key")).hasContent("not a key");

        var elsewhere = Files.createDirectory(home.resolve("other"));
        Signatures.of(elsewhere);
        Files.copy(
                elsewhere.resolve("signing.key"),
                home.resolve("signing.key"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> Signatures.of(home)).hasMessageContaining("do not belong together");
    }
}
