package org.fogward.models.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.SplittableRandom;
import org.fogward.models.Models;
import org.fogward.models.spec.ModelSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingTaskTest {

    private final TrainingOptions options = TrainingOptions.defaults(Models.MOTION);

    @ParameterizedTest
    @MethodSource("org.fogward.models.Models#all")
    void travels_as_json(ModelSpec spec) {
        TrainingTask task = new TrainingTask(spec, TrainingOptions.defaults(spec));
        assertThat(TrainingTask.fromJson(task.toJson())).isEqualTo(task);
        assertThat(TrainingOptions.fromJson(task.training().toJson())).isEqualTo(task.training());
    }

    @Test
    void replaces_only_what_is_named() {
        TrainingOptions changed = options.with("{\"epochs\": 7, \"optimizer\": \"adam\"}");
        assertThat(changed.epochs()).isEqualTo(7);
        assertThat(changed.optimizer()).isEqualTo(OptimizerKind.ADAM);
        assertThat(changed.with("{\"epochs\": %d, \"optimizer\": \"sgd\"}".formatted(options.epochs())))
                .isEqualTo(options);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"learningRate\": 0}",
                "{\"learningRate\": \"NaN\"}",
                "{\"momentum\": 1}",
                "{\"epochs\": 0}",
                "{\"epochs\": 1.5}",
                "{\"batchSize\": 3}",
                "{\"batchSize\": 100000000000}",
                "{\"dropout\": 1}",
                "{\"labelSmoothing\": -0.1}",
                "{\"optimizer\": \"lbfgs\"}",
                "{\"optimizer\": null}",
                "{\"optimizer\": 1}"
            })
    void refuses_values_out_of_range_naming_the_field(String changes) {
        String field = changes.substring(2, changes.indexOf('"', 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.with(changes))
                .withMessageContaining(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "{\"epoch\": 3}", "{\"epochs\": 3} {}", "{\"epochs\": 3, \"epochs\": 4}"})
    void refuses_what_are_no_options(String changes) {
        assertThatIllegalArgumentException().isThrownBy(() -> options.with(changes));
    }

    @Test
    void refuses_options_that_miss_a_field() {
        String json = options.toJson().replaceFirst("\"epochs\":\\d+,", "");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrainingOptions.fromJson(json))
                .withMessageContaining("epochs");
    }

    @Test
    void fuzzed_tasks_are_read_or_refused_and_nothing_else() {
        String json = new TrainingTask(Models.ECG, TrainingOptions.defaults(Models.ECG)).toJson();
        SplittableRandom random = new SplittableRandom(5);
        for (int run = 0; run < 20_000; run++) {
            StringBuilder mutated = new StringBuilder(json);
            for (int change = random.nextInt(1, 5); change > 0; change--) {
                int at = random.nextInt(mutated.length());
                switch (random.nextInt(3)) {
                    case 0 -> mutated.setCharAt(at, (char) random.nextInt(32, 127));
                    case 1 -> mutated.deleteCharAt(at);
                    default -> mutated.insert(at, "9e9{}[],\":-nul\u0000".charAt(random.nextInt(15)));
                }
            }
            try {
                assertThat(TrainingTask.fromJson(mutated.toString()).training()).isNotNull();
            } catch (IllegalArgumentException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }
}
