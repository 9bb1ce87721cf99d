package org.fogward.models.analytic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.fogward.models.Models;
import org.fogward.models.spec.ModelSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnalyticTaskTest {

    private final AnalyticOptions options = new AnalyticOptions(64, List.of(0.1, 2.0), 0.25, 0.3);

    @ParameterizedTest
    @MethodSource("org.fogward.models.Models#all")
    void travels_as_json(ModelSpec spec) {
        AnalyticTask task = new AnalyticTask(spec, options);
        assertThat(AnalyticTask.fromJson(task.toJson())).isEqualTo(task);
        assertThat(AnalyticOptions.fromJson(options.toJson())).isEqualTo(options);
        assertThat(AnalyticOptions.fromJson(AnalyticOptions.DEFAULT.toJson())).isEqualTo(AnalyticOptions.DEFAULT);
    }

    @Test
    void the_ends_of_the_ranges_are_in_them() {
        for (AnalyticOptions each : List.of(
                new AnalyticOptions(0, List.of(1e-6), 0, 0),
                new AnalyticOptions(AnalyticOptions.MOST_DIMENSIONS, List.of(1e-6, 1e6), 1, 0.9))) {
            assertThat(AnalyticOptions.fromJson(each.toJson())).isEqualTo(each);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "dimensions; -1",
                "dimensions; 2049",
                "dimensions; 1.5",
                "dimensions; \"64\"",
                "dimensions; null",
                "ridges; []",
                "ridges; [0]",
                "ridges; [-0.1]",
                "ridges; [\"NaN\"]",
                "ridges; [2e6]",
                "ridges; [0.1, 0.1]",
                "ridges; [0.2, 0.1]",
                "ridges; [null]",
                "ridges; null",
                "ridges; 0.1",
                "classBalance; -0.1",
                "classBalance; 1.1",
                "classBalance; \"NaN\"",
                "classBalance; null",
                "validationShare; -0.1",
                "validationShare; 0.95",
                "validationShare; true",
                "validationShare; null"
            })
    void refuses_values_out_of_range_naming_the_field(String field, String value) {
        String json = with(field, value);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AnalyticOptions.fromJson(json))
                .withMessageContaining(field);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AnalyticTask.fromJson(task().toJson().replace(options.toJson(), json)))
                .withMessageContaining(field);
    }

    @Test
    void refuses_more_ridges_than_anybody_tries() {
        List<Double> ridges =
                IntStream.rangeClosed(1, 65).mapToObj(i -> 0.01 * i).toList();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AnalyticOptions(0, ridges, 0, 0))
                .withMessageStartingWith("analytic.ridges:");
        assertThat(new AnalyticOptions(0, ridges.subList(0, 64), 0, 0).ridges()).hasSize(64);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refuses_what_is_not_finite(double odd) {
        assertThatIllegalArgumentException().isThrownBy(() -> new AnalyticOptions(0, List.of(odd), 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new AnalyticOptions(0, List.of(1.0), odd, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new AnalyticOptions(0, List.of(1.0), 0, odd));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dimensions", "ridges", "classBalance", "validationShare"})
    void refuses_options_that_miss_a_field(String field) {
        String json = options.toJson()
                .replaceFirst("\"" + field + "\":(\\[.*]|[\\d.]+),?", "")
                .replace(",}", "}");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AnalyticOptions.fromJson(json))
                .withMessageContaining(field);
    }

    @Test
    void refuses_fields_that_are_unknown_or_repeated() {
        String json = options.toJson();
        for (String field : List.of("ridge", "dimensions")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> AnalyticOptions.fromJson(json.replace("{", "{\"" + field + "\":1,")))
                    .withMessageContaining(field);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AnalyticTask.fromJson("{\"analytic\":" + json + "}"))
                .withMessageContaining("model");
        assertThatIllegalArgumentException().isThrownBy(() -> AnalyticOptions.fromJson(json + json));
        assertThatIllegalArgumentException().isThrownBy(() -> AnalyticOptions.fromJson(""));
    }

    @Test
    void says_how_many_numbers_participants_send() {
        AnalyticTask task = new AnalyticTask(Models.TABULAR, new AnalyticOptions(4, List.of(1.0), 0, 0));
        assertThat(task.dimensions()).isEqualTo(4);
        assertThat(task.numbers()).isEqualTo(2 * (2 + 2 * 4 + 10));
        assertThat(HeadStatistics.of(task, new long[task.numbers()]).examples()).isZero();
        AnalyticTask all = new AnalyticTask(Models.TABULAR, new AnalyticOptions(0, List.of(1.0), 0, 0));
        assertThat(all.dimensions()).isGreaterThan(4);
    }

    @Test
    void fuzzed_tasks_are_read_or_refused_and_nothing_else() {
        String json = task().toJson();
        SplittableRandom random = new SplittableRandom(5);
        for (int run = 0; run < 10_000; run++) {
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
                assertThat(AnalyticTask.fromJson(mutated.toString()).analytic()).isNotNull();
            } catch (IllegalArgumentException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }

    private AnalyticTask task() {
        return new AnalyticTask(Models.ECG, options);
    }

    private String with(String field, String value) {
        String json = options.toJson();
        String changed = json.replaceFirst("\"" + field + "\":(\\[.*]|[\\d.]+)", "\"" + field + "\":" + value);
        assertThat(changed).isNotEqualTo(json);
        return changed;
    }
}
