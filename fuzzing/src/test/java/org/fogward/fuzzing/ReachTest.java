package org.fogward.fuzzing;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.constant.ConstantDescs;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.fogward.fog.plan.PlanFuzz;
import org.fogward.protocol.topic.TopicsFuzz;
import org.junit.jupiter.api.Test;

class ReachTest {
    private static final String PARSER = "org/fogward/protocol/topic/Topics";

    private final String asItIs = new Reach(Reach::onClassPath).digest(TopicsFuzz.class);

    @Test
    void goes_from_a_target_to_its_parser_and_on() {
        assertThat(new Reach(Reach::onClassPath).from(TopicsFuzz.class))
                .contains(PARSER, "org/fogward/protocol/identity/GatewayId", "org/fogward/fuzzing/Promise")
                .noneMatch(name -> name.startsWith("org/fogward/fog/") || name.startsWith("org/fogward/edge/"));
    }

    @Test
    void a_changed_parser_changes_the_digest() {
        Reach changed = with(PARSER, bytes -> {
            ClassFile format = ClassFile.of();
            return format.transformClass(
                    format.parse(bytes),
                    ClassTransform.endHandler(it -> it.withField("more", ConstantDescs.CD_int, 0)));
        });

        assertThat(changed.digest(TopicsFuzz.class)).isNotEqualTo(asItIs);
    }

    @Test
    void a_parser_with_other_line_numbers_is_the_same() {
        Reach changed = with(PARSER, bytes -> {
            ClassFile format = ClassFile.of(ClassFile.LineNumbersOption.DROP_LINE_NUMBERS);
            return format.transformClass(
                    format.parse(bytes), ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL));
        });

        assertThat(changed.digest(TopicsFuzz.class)).isEqualTo(asItIs);
    }

    @Test
    void a_class_that_is_not_reached_does_not_count() {
        Reach without =
                new Reach(name -> name.startsWith("org/fogward/fog/") ? Optional.empty() : Reach.onClassPath(name));

        assertThat(without.digest(TopicsFuzz.class)).isEqualTo(asItIs);
        assertThat(without.from(PlanFuzz.class)).isEmpty();
    }

    private static Reach with(String name, UnaryOperator<byte[]> change) {
        return new Reach(asked -> {
            Optional<byte[]> bytes = Reach.onClassPath(asked);
            return asked.equals(name) ? bytes.map(change) : bytes;
        });
    }
}
