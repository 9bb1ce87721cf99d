package org.fogward.models.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersTest {

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Workers.PARTS + 1})
    void refuses_a_number_of_threads_that_parts_do_not_suffice_for(int threads) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Workers(threads))
                .withMessageContaining("threads: " + threads);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void computes_each_example_once(int threads) {
        try (Workers workers = new Workers(threads)) {
            for (int count = 0; count <= 19; count++) {
                AtomicIntegerArray times = new AtomicIntegerArray(count);
                workers.run(count, (_, from, to) -> {
                    for (int i = from; i < to; i++) {
                        times.incrementAndGet(i);
                    }
                });
                for (int i = 0; i < count; i++) {
                    assertThat(times.get(i)).isEqualTo(1);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void passes_on_what_any_part_throws(int threads) {
        try (Workers workers = new Workers(threads)) {
            for (int bad = 0; bad < Workers.PARTS; bad++) {
                int failing = bad;
                assertThatExceptionOfType(UnsupportedOperationException.class)
                        .isThrownBy(() -> workers.run(8, (part, _, _) -> {
                            if (part == failing) {
                                throw new UnsupportedOperationException("on purpose");
                            }
                        }));
            }
        }
    }
}
