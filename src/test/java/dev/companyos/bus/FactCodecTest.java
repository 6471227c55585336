package dev.companyos.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.companyos.facts.AppraisalFact.Feedback;
import dev.companyos.facts.Evidence;
import dev.companyos.facts.Fact;
import dev.companyos.kernel.AgentId;
import dev.companyos.kernel.Commit;
import dev.companyos.kernel.CompanyException;
import dev.companyos.kernel.RoleId;
import dev.companyos.kernel.Usd;
import java.lang.reflect.Parameter;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FactCodecTest {
    final FactCodec codec = new FactCodec();

    static Stream<Class<? extends Fact>> every_kind() {
        return new FactCodec().types().values().stream();
    }

    @ParameterizedTest
    @MethodSource("every_kind")
    void every_fact_comes_back_as_it_went(Class<? extends Fact> kind) throws Exception {
        var fact = (Fact) sample(kind);
        assertThat(codec.decode(codec.type(fact), codec.encode(fact))).isEqualTo(fact);
        assertThat(dev.companyos.facts.Channel.of(fact).name()).isNotBlank();
    }

    @Test
    void feedback_keeps_its_kind() throws Exception {
        for (var feedback : List.of(
                new Feedback.Reward("r \" \\ \n é 🎉"),
                new Feedback.Correction("c"),
                new Feedback.Recovery("a", "b", "c"))) {
            var fact = new dev.companyos.facts.AppraisalFact.Appraised(
                    Instant.EPOCH,
                    dev.companyos.kernel.TaskId.fresh(),
                    new AgentId("backend_1"),
                    "t",
                    90,
                    dev.companyos.facts.AppraisalFact.Band.ELITE,
                    feedback);
            assertThat(codec.decode(codec.type(fact), codec.encode(fact))).isEqualTo(fact);
        }
    }

    @Test
    void what_is_no_fact_is_refused_with_its_reason() {
        assertThatThrownBy(() -> codec.decode("TaskFact.Ready", "not json")).isInstanceOf(CompanyException.class);
        assertThatThrownBy(() -> codec.decode("TaskFact.Ready", "[]")).isInstanceOf(CompanyException.class);
        assertThatThrownBy(() -> codec.decode("java.lang.Runtime", "{}"))
                .isInstanceOf(CompanyException.class)
                .hasMessageContaining("no type of fact");
    }

    private static Object sample(Class<?> type) throws Exception {
        var constructor = type.getDeclaredConstructors()[0];
        var values = new Object[constructor.getParameterCount()];
        var parameters = constructor.getParameters();
        for (int i = 0; i < values.length; i++) values[i] = value(parameters[i]);
        return constructor.newInstance(values);
    }

    private static Object value(Parameter parameter) throws Exception {
        Class<?> type = parameter.getType();
        if (type == Instant.class) return Instant.parse("2026-01-01T12:00:00.123456Z");
        if (type == String.class) return "text \" \\ é 🎉";
        if (type == int.class) return 7;
        if (type == long.class) return 7L;
        if (type == boolean.class) return true;
        if (type == UUID.class) return UUID.randomUUID();
        if (type == Duration.class) return Duration.ofSeconds(90);
        if (type == Usd.class) return new Usd(5);
        if (type == Commit.class) return new Commit("c0ffee");
        if (type == AgentId.class) return new AgentId("backend_1");
        if (type == RoleId.class) return new RoleId("backend");
        if (type == List.class) return List.of("a", "b");
        if (type == Feedback.class) return new Feedback.Reward("well done");
        if (type == Evidence.class) return sample(Evidence.class);
        if (type.isEnum()) return type.getEnumConstants()[0];
        if (Arrays.stream(type.getRecordComponents()).anyMatch(it -> it.getType() == UUID.class))
            return type.getMethod("fresh").invoke(null);
        throw new AssertionError("no sample for " + type);
    }
}
