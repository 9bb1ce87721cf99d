package org.fogward.fuzzing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnguidedTest {
    private static final List<byte[]> CORPUS = List.of(new byte[] {1, 2, 3, 4});
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    private Path folder;

    @Test
    void gives_as_many_inputs_as_asked_for_and_none_beyond_the_longest() throws Exception {
        int[] given = new int[1];
        Unguided search = search(
                input -> {
                    given[0]++;
                    Promise.that(input.length <= 6, "too long");
                },
                HOUR);

        assertThat(search.run(CORPUS, 6, 1, 5_000, HOUR)).isEqualTo(5_000);
        assertThat(given[0]).isEqualTo(5_000);
    }

    @Test
    void keeps_an_input_that_breaks_a_promise_and_ends() throws Exception {
        Unguided search = search(input -> Promise.that(input.length < 1 || input[0] == 1, "first byte"), HOUR);

        assertThatThrownBy(() -> search.run(CORPUS, 6, 1, 5_000, HOUR)).isInstanceOf(FoundException.class);

        assertThat(Files.readAllBytes(kept("Example-crash-"))[0]).isNotEqualTo((byte) 1);
    }

    @Test
    void holds_a_target_to_its_memory() throws Exception {
        byte[][] taken = new byte[1][];
        Unguided search = search(input -> taken[0] = new byte[input.length == 4 ? 0 : 5 << 20], HOUR);

        assertThatThrownBy(() -> search.run(CORPUS, 6, 1, 5_000, HOUR)).cause().hasMessageContaining("memory");
    }

    @Test
    void keeps_an_input_that_does_not_come_to_its_end() throws Exception {
        CountDownLatch noticed = new CountDownLatch(1);
        Unguided search = new Unguided(
                target(input -> noticed.await()),
                new Findings(folder, "Example"),
                Duration.ofMillis(1),
                noticed::countDown);

        search.run(CORPUS, 6, 1, 1, HOUR);

        assertThat(kept("Example-timeout-")).exists();
    }

    private Unguided search(Body body, Duration most) {
        return new Unguided(target(body), new Findings(folder, "Example"), most, () -> {});
    }

    private Path kept(String prefix) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static FuzzTarget target(Body body) {
        return new FuzzTarget() {
            @Override
            public List<byte[]> seeds() {
                return CORPUS;
            }

            @Override
            public void run(byte[] input) throws Exception {
                body.run(input);
            }
        };
    }

    private interface Body {
        void run(byte[] input) throws Exception;
    }
}
