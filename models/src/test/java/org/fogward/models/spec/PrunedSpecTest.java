package org.fogward.models.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.fogward.models.Models;
import org.fogward.models.train.TrainingOptions;
import org.fogward.models.train.TrainingTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrunedSpecTest {

    /** At width 0.35: block 1 has the 16 channels of its input, all later ones six times theirs. */
    private static final List<Integer> WHOLE =
            List.of(16, 48, 48, 48, 96, 96, 96, 144, 144, 144, 144, 192, 192, 192, 336, 336, 336);

    private static final List<Integer> HIDDEN =
            List.of(16, 40, 48, 8, 96, 64, 96, 144, 8, 144, 16, 192, 192, 192, 336, 8, 336);

    private static final ModelSpec PRUNED = Models.MOBILENET.withHidden(HIDDEN);

    @Test
    void writes_the_hidden_channels_where_something_is_pruned() {
        assertThat(Models.MOBILENET.toJson()).doesNotContain("hidden");
        assertThat(PRUNED.toJson()).endsWith(",\"hidden\":" + text(HIDDEN) + "}");
        assertThat(PRUNED.toJson().replace(",\"hidden\":" + text(HIDDEN), "")).isEqualTo(Models.MOBILENET.toJson());
    }

    @Test
    void reads_what_it_writes() {
        assertThat(ModelSpec.fromJson(PRUNED.toJson())).isEqualTo(PRUNED);
        TrainingTask task = new TrainingTask(PRUNED, TrainingOptions.defaults(PRUNED));
        assertThat(TrainingTask.fromJson(task.toJson())).isEqualTo(task);
    }

    @Test
    void reads_older_specifications_as_unpruned() {
        assertThat(ModelSpec.fromJson(Models.MOBILENET.toJson()).hidden()).isEmpty();
    }

    @Test
    void naming_the_unpruned_channels_means_the_same_as_naming_none() {
        ModelSpec spelt = Models.MOBILENET.withHidden(WHOLE);
        assertThat(spelt).isEqualTo(Models.MOBILENET);
        assertThat(spelt.toJson()).isEqualTo(Models.MOBILENET.toJson());
        assertThat(ModelSpec.fromJson(with(Models.MOBILENET, "[]"))).isEqualTo(Models.MOBILENET);
        assertThat(ModelSpec.fromJson(with(Models.MOBILENET, text(WHOLE)))).isEqualTo(Models.MOBILENET);
    }

    @Test
    void blocks_have_the_hidden_channels_that_were_named() {
        assertThat(PRUNED.blocks()).extracting(InvertedResidual::hidden).isEqualTo(HIDDEN);
        assertThat(Models.MOBILENET.blocks())
                .extracting(InvertedResidual::hidden)
                .isEqualTo(WHOLE);
        assertThat(Models.MOTION.blocks()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 8 | hidden[0]: 8 is not 16, the input of a block that does not expand",
                "1 | 44 | hidden[1]: 44 is not a positive multiple of 8 up to 48",
                "1 | 56 | hidden[1]: 56 is not a positive multiple of 8 up to 48",
                "16 | 0 | hidden[16]: 0 is not a positive multiple of 8 up to 336",
                "16 | -8 | hidden[16]: -8 is not a positive multiple of 8 up to 336",
                "3 | null | hidden",
                "3 | 16.0 | hidden",
                "3 | \"16\" | hidden",
                "3 | [16] | hidden",
                "3 | 99999999999 | hidden",
                "3 | 16,16 | hidden: 18 numbers where there are 17 blocks",
            })
    void refuses_hidden_channels_that_no_block_can_have(int block, String value, String problem) {
        List<String> hidden =
                new ArrayList<>(HIDDEN.stream().map(String::valueOf).toList());
        hidden.set(block, value);
        String json = with(Models.MOBILENET, "[" + String.join(",", hidden) + "]");

        assertThatThrownBy(() -> ModelSpec.fromJson(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void refuses_hidden_channels_that_are_no_list_or_belong_to_no_block() {
        assertThatThrownBy(() -> ModelSpec.fromJson(with(Models.MOTION, text(HIDDEN))))
                .hasMessageContaining("hidden: motion has no blocks; only mobilenet has");
        assertThatThrownBy(() -> ModelSpec.fromJson(with(Models.MOBILENET, "null")))
                .hasMessageContaining("hidden");
        assertThatThrownBy(() -> ModelSpec.fromJson(with(Models.MOBILENET, "8")))
                .hasMessageContaining("hidden");
        assertThatThrownBy(() -> ModelSpec.fromJson(with(PRUNED, text(HIDDEN)))).hasMessageContaining("hidden");
    }

    @Test
    void survives_any_text() {
        SplittableRandom random = new SplittableRandom(12);
        String whole = PRUNED.toJson();
        for (int i = 0; i < 3_000; i++) {
            StringBuilder json = new StringBuilder(whole);
            for (int changes = random.nextInt(1, 4); changes > 0; changes--) {
                int at = random.nextInt(whole.indexOf("\"hidden\""), json.length());
                if (random.nextBoolean()) {
                    json.setCharAt(at, "0123456789,[]{}\"-.e n".charAt(random.nextInt(21)));
                } else {
                    json.deleteCharAt(at);
                }
            }
            try {
                assertThat(ModelSpec.fromJson(json.toString()).blocks()).hasSize(17);
            } catch (IllegalArgumentException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }

    private static String with(ModelSpec spec, String hidden) {
        String json = spec.toJson();
        return json.substring(0, json.length() - 1) + ",\"hidden\":" + hidden + "}";
    }

    private static String text(List<Integer> hidden) {
        return hidden.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
    }
}
