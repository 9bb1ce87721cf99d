package org.fogward.models.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import org.fogward.models.data.Dataset;
import org.fogward.models.data.GeneratedData;
import org.fogward.models.data.SampleShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelSpecTest {

    private static final ModelSpec MOTION =
            new ModelSpec(ModelFamily.MOTION, new SampleShape(1, 128, 9), 0, 1.0, List.of("still", "moving"));
    private static final String JSON = "{\"family\":\"motion\",\"input\":{\"height\":1,\"width\":128,\"channels\":9},"
            + "\"features\":0,\"width\":1.0,\"classes\":[\"still\",\"moving\"],\"head\":\"last\"}";

    @Test
    void writes_the_same_json_for_the_same_specification() {
        assertThat(MOTION.toJson()).isEqualTo(JSON);
    }

    @Test
    void reads_what_it_writes() {
        assertThat(ModelSpec.fromJson(JSON)).isEqualTo(MOTION);
    }

    @Test
    void reads_a_specification_from_before_there_were_heads() {
        assertThat(ModelSpec.fromJson(JSON.replace(",\"head\":\"last\"", ""))).isEqualTo(MOTION);
    }

    @Test
    void only_images_have_levels() {
        assertThatThrownBy(() -> MOTION.withHead(Head.LEVELS)).hasMessageContaining("head: motion has no levels");
        assertThatThrownBy(() -> ModelSpec.fromJson(JSON.replace("\"last\"", "\"all\"")))
                .hasMessageContaining("head: 'all' is none of last, levels");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"motion\" | \"transformer\" | family: 'transformer' is none of",
                "\"width\":1.0 | \"width\":9 | width: 9.0 is not between",
                "\"width\":1.0 | \"width\":\"1\" | width",
                "\"features\":0 | \"features\":-1 | features: -1 is not between",
                "\"features\":0 | \"features\":0.5 | features",
                "\"features\":0, | '' | features",
                "\"features\":0 | \"features\":null | features",
                "\"features\":0 | \"extra\":1,\"features\":0 | extra",
                "\"features\":0 | \"features\":1,\"features\":0 | features",
                "\"width\":128 | \"width\":99999999 | shape: 1 x 99999999 x 9 is more than",
                "\"width\":128 | \"width\":70000 | input: 1 x 70000 x 9 is not what motion takes",
                "\"height\":1 | \"height\":2 | input: 2 x 128 x 9 is not what motion takes",
                "\"channels\":9 | \"channels\":0 | shape.channels: 0 is not positive",
                "\"still\", | '' | classes: 1 is not between 2 and 1000",
                "\"still\" | \"moving\" | classes: a name appears twice",
                "\"still\" | \"\" | classes: a name is empty",
            })
    void refuses_json_that_is_no_specification_and_names_the_field(String from, String to, String problem) {
        String json = JSON.replace(from, to);

        assertThatThrownBy(() -> ModelSpec.fromJson(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void survives_any_text() {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 5_000; i++) {
            StringBuilder json = new StringBuilder(JSON);
            for (int changes = random.nextInt(1, 4); changes > 0; changes--) {
                int at = random.nextInt(json.length());
                switch (random.nextInt(3)) {
                    case 0 -> json.setCharAt(at, (char) random.nextInt(1, 128));
                    case 1 -> json.deleteCharAt(at);
                    default -> json.insert(at, json.substring(at, random.nextInt(at, json.length())));
                }
            }
            try {
                assertThat(ModelSpec.fromJson(json.toString()).classes()).isNotEmpty();
            } catch (IllegalArgumentException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "COMPACT, 15, 64, 1, false",
        "COMPACT, 64, 64, 1, true",
        "COMPACT, 64, 64, 2, false",
        "MOBILENET, 96, 96, 1, true",
        "MOBILENET, 96, 97, 1, false",
        "MOBILENET, 544, 544, 3, false",
        "ECG, 1, 180, 1, true",
        "ECG, 1, 8, 1, false",
        "TABULAR, 1, 1, 30, true",
        "TABULAR, 1, 2, 30, false",
    })
    void accepts_the_inputs_that_a_family_takes(
            ModelFamily family, int height, int width, int channels, boolean accepted) {
        SampleShape input = new SampleShape(height, width, channels);
        List<String> classes = List.of("a", "b");

        if (accepted) {
            assertThat(new ModelSpec(family, input, 0, 1, classes).input()).isEqualTo(input);
        } else {
            assertThatThrownBy(() -> new ModelSpec(family, input, 0, 1, classes))
                    .hasMessageStartingWith("input: " + input + " is not what " + family.text() + " takes");
        }
    }

    @Test
    void chooses_a_model_for_a_data_set() {
        Dataset signals = GeneratedData.wearable(1, 1, 6);
        Dataset images = GeneratedData.chest(1, 4, 32);

        assertThat(ModelSpec.forDataset(signals, "auto")).isEqualTo(ModelSpec.forDataset(signals, "wearable"));
        assertThat(ModelSpec.forDataset(signals, "auto").family()).isEqualTo(ModelFamily.MOTION);
        assertThat(ModelSpec.forDataset(images, "auto").input()).isEqualTo(new SampleShape(64, 64, 1));
        assertThat(ModelSpec.forDataset(images, "mobilenet"))
                .isEqualTo(new ModelSpec(ModelFamily.MOBILENET, new SampleShape(96, 96, 1), 0, 0.35, images.classes())
                        .withHead(Head.LEVELS));
    }

    @Test
    void refuses_a_model_that_does_not_suit_the_data_set() {
        Dataset signals = GeneratedData.wearable(1, 1, 6);

        assertThatThrownBy(() -> ModelSpec.forDataset(signals, "compact"))
                .hasMessage("model: compact does not suit motion data; auto chooses one that does");
        assertThatThrownBy(() -> ModelSpec.forDataset(signals, "best"))
                .hasMessage("model: 'best' is none of auto, wearable, compact, mobilenet");
    }
}
