package org.fogward.fuzzing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code .ci/fuzz} does for longer and with an eye on the branches: every parser stands its corpus and what comes near it. */
class EveryTargetTest {
    static Stream<String> targets() {
        return Targets.names().stream();
    }

    @ParameterizedTest
    @MethodSource("targets")
    void stands_its_corpus(String name) throws Exception {
        FuzzTarget target = Targets.named(name);
        Measured measured = new Measured(target);
        List<byte[]> corpus = Corpus.of(name, target);

        for (byte[] input : corpus) {
            give(measured, input);
        }

        assertThat(corpus).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("targets")
    void stands_what_comes_near_its_corpus(String name) throws Exception {
        FuzzTarget target = Targets.named(name);
        Measured measured = new Measured(target);
        Mutations mutations = new Mutations(Corpus.of(name, target), 20260712);

        for (int i = 0; i < target.inputsInBuild(); i++) {
            give(measured, mutations.next());
        }
    }

    private static void give(Measured measured, byte[] input) {
        try {
            measured.run(input);
        } catch (Exception | Error e) {
            throw new AssertionError(HexFormat.of().formatHex(input), e);
        }
    }
}
