package org.fogward.models.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.fogward.models.Models;
import org.fogward.models.parameter.Initialization;
import org.fogward.models.parameter.ModelParameters;
import org.fogward.models.spec.ModelSpec;
import org.junit.jupiter.api.Test;

class ModelFileTest {

    private static final int SPEC_LENGTH_AT = 10;

    private final float[] parameters = Initialization.create(Models.TABULAR, 5);
    private final byte[] file = ModelFile.encode(Models.TABULAR, parameters);

    @Test
    void reads_what_it_wrote() throws Exception {
        for (ModelSpec spec : Models.all()) {
            float[] values = Initialization.create(spec, 5);
            ModelParameters read = ModelFile.decode(ModelFile.encode(spec, values));
            assertThat(read.spec()).isEqualTo(spec);
            assertThat(read.values()).isEqualTo(values);
        }
    }

    @Test
    void the_same_model_gives_the_same_bytes() {
        assertThat(ModelFile.encode(Models.TABULAR, parameters.clone())).isEqualTo(file);
    }

    @Test
    void refuses_to_write_parameters_of_another_model() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelFile.encode(Models.MOTION, parameters))
                .withMessageContaining("parameters");
    }

    @Test
    void refuses_every_truncation() {
        for (int length = 0; length < file.length; length++) {
            byte[] part = Arrays.copyOf(file, length);
            assertThatExceptionOfType(ModelFileException.class).isThrownBy(() -> ModelFile.decode(part));
        }
    }

    @Test
    void refuses_bytes_after_the_end() {
        refused(Arrays.copyOf(file, file.length + 1), "parameters");
    }

    @Test
    void refuses_other_files_and_versions() {
        byte[] other = file.clone();
        other[0] ^= 1;
        refused(other, "magic");
        byte[] newer = file.clone();
        newer[8] = 2;
        refused(newer, "version");
    }

    @Test
    void refuses_absurd_lengths_without_allocating_them() {
        byte[] longSpec = file.clone();
        buffer(longSpec).putInt(SPEC_LENGTH_AT, Integer.MAX_VALUE);
        refused(longSpec, "specification length");
        byte[] negative = file.clone();
        buffer(negative).putInt(SPEC_LENGTH_AT, -1);
        refused(negative, "specification length");
        byte[] manyParameters = file.clone();
        int countAt = SPEC_LENGTH_AT + Integer.BYTES + buffer(file).getInt(SPEC_LENGTH_AT);
        buffer(manyParameters).putInt(countAt, Integer.MAX_VALUE);
        refused(manyParameters, "parameter count");
    }

    @Test
    void refuses_a_specification_that_is_none() {
        byte[] broken = file.clone();
        broken[SPEC_LENGTH_AT + Integer.BYTES] = 'x';
        refused(broken, "specification");
    }

    @Test
    void refuses_numbers_that_are_not_finite() {
        byte[] poisoned = file.clone();
        buffer(poisoned).putFloat(file.length - 8, Float.NaN);
        refused(poisoned, "parameters[" + (parameters.length - 2) + "]");
        buffer(poisoned).putFloat(file.length - 8, Float.NEGATIVE_INFINITY);
        refused(poisoned, "parameters[" + (parameters.length - 2) + "]");
    }

    @Test
    void fuzzed_files_are_read_or_refused_and_nothing_else() {
        SplittableRandom random = new SplittableRandom(11);
        for (int run = 0; run < 20_000; run++) {
            byte[] mutated = Arrays.copyOf(file, random.nextInt(10) == 0 ? random.nextInt(file.length) : file.length);
            for (int change = random.nextInt(1, 6); change > 0 && mutated.length > 0; change--) {
                int reach = random.nextBoolean() ? Math.min(300, mutated.length) : mutated.length;
                mutated[random.nextInt(reach)] = (byte) random.nextInt();
            }
            try {
                assertThat(ModelFile.decode(mutated).values()).doesNotContain(Float.NaN);
            } catch (ModelFileException e) {
                assertThat(e).hasMessageContaining(":");
            }
        }
    }

    private static void refused(byte[] bytes, String field) {
        assertThatExceptionOfType(ModelFileException.class)
                .isThrownBy(() -> ModelFile.decode(bytes))
                .withMessageStartingWith(field);
    }

    private static ByteBuffer buffer(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
