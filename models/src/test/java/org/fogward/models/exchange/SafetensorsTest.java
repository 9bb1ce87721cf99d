package org.fogward.models.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {

    private static final WeightsFile CONTENTS = new WeightsFile(
            Map.of("format", "pt", "made", "today"),
            List.of(
                    new Tensor("a.weight", List.of(2, 3), new float[] {1, 2, 3, 4, 5, -6}),
                    new Tensor("a.scalar", List.of(), new float[] {0.5f}),
                    new Tensor("a.none", List.of(0, 7), new float[0]),
                    new Tensor("b", List.of(2), new float[] {Float.MIN_VALUE, Float.MAX_VALUE})));

    @Test
    void reads_what_it_wrote() throws Exception {
        WeightsFile read = Safetensors.read(Safetensors.write(CONTENTS));

        assertThat(read.metadata()).isEqualTo(CONTENTS.metadata());
        assertThat(read.tensors())
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactlyInAnyOrderElementsOf(CONTENTS.tensors());
    }

    @Test
    void writes_the_same_bytes_for_the_same_contents_and_aligns_the_data() {
        byte[] file = Safetensors.write(CONTENTS);
        assertThat(file).isEqualTo(Safetensors.write(CONTENTS));
        assertThat(ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong() % 8)
                .isZero();
    }

    @Test
    void reads_half_precision_and_leaves_batch_counters_out() throws Exception {
        ByteBuffer data = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        data.putShort(Float.floatToFloat16(1.5f)).putShort(Float.floatToFloat16(-2));
        data.putShort((short) (Float.floatToIntBits(3.5f) >> 16)).putShort((short) 0x8000);
        data.putLong(77);

        WeightsFile read = Safetensors.read(file(
                "{'half':{'dtype':'F16','shape':[2],'data_offsets':[0,4]},"
                        + "'brain':{'dtype':'BF16','shape':[2,1],'data_offsets':[4,8]},"
                        + "'n.num_batches_tracked':{'dtype':'I64','shape':[],'data_offsets':[8,16]}}  ",
                data.array()));

        assertThat(read.tensors()).extracting(Tensor::name).containsExactly("half", "brain");
        assertThat(read.tensors().getFirst().values()).containsExactly(1.5f, -2f);
        assertThat(read.tensors().getLast().values()).containsExactly(3.5f, -0f);
    }

    @Test
    void refuses_every_truncation() {
        byte[] file = Safetensors.write(CONTENTS);
        for (int length = 0; length < file.length; length++) {
            byte[] part = Arrays.copyOf(file, length);
            assertThatExceptionOfType(ExchangeException.class).isThrownBy(() -> Safetensors.read(part));
        }
        refused(Arrays.copyOf(file, file.length + 1), "data: ");
    }

    @Test
    void refuses_absurd_header_lengths() {
        for (long length : new long[] {-1, 0, 1, Long.MIN_VALUE, Long.MAX_VALUE, Safetensors.MAX_HEADER + 1L}) {
            byte[] file = Safetensors.write(CONTENTS);
            ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
            refused(file, "header length: ");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]| header: does not begin",
                "{]| header: ",
                "{} {}| header: something follows",
                "{'a':1}| a: is not an object",
                "{'a':{'dtype':'F32','shape':[1]}}| a.data_offsets: missing",
                "{'a':{'shape':[1],'data_offsets':[0,4]}}| a.dtype: missing",
                "{'a':{'dtype':'F32','data_offsets':[0,4]}}| a.shape: missing",
                "{'a':{'dtype':'F64','shape':[1],'data_offsets':[0,8]}}| a.dtype: is none of F32",
                "{'a':{'dtype':'I64','shape':[1],'data_offsets':[0,8]}}| a.dtype: I64 is only read",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,4]}}| a.data_offsets: 0 to 4 is not the length",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[4,0]}}| a.data_offsets: 4 to 0 is not the length",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4,8]}}| a.data_offsets: more than 2",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[4]}}| a.data_offsets: two numbers",
                "{'a':{'dtype':'F32','shape':[-1],'data_offsets':[0,4]}}| a.shape: a number is out of range",
                "{'a':{'dtype':'F32','shape':[1.0],'data_offsets':[0,4]}}| a.shape: is not a list of whole numbers",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,99999999999999999999]}}| a.data_offsets: a number",
                "{'a':{'dtype':'F32','shape':[2147483648],'data_offsets':[0,4]}}| a.shape: a number is out of range",
                "{'a':{'dtype':'F32','shape':[65536,65536,65536,65536],'data_offsets':[0,0]}}| a.data_offsets: 0 to 0",
                "{'a':{'dtype':'F32','shape':[1,1,1,1,1,1,1,1,1],'data_offsets':[0,4]}}| a.shape: more than 8",
                "{'a':{'dtype':'F32','shape':[3],'data_offsets':[0,12]}}| a.data_offsets: 12 is after the file's end",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}}| a.data_offsets: begins at 4",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4],'x':1}}| a.x: unknown",
                "{'__metadata__':{'a':1}}| __metadata__.a: is not a text",
                "{'__metadata__':{'a':'b','a':'c'}}| header: Duplicate",
            })
    void refuses_a_header_and_names_the_field(String header, String problem) {
        refused(file(header, new byte[8]), problem);
    }

    @Test
    void refuses_a_name_that_appears_twice_and_data_that_two_tensors_share() {
        String first = "'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}";
        refused(file("{" + first + "," + first.replace("0,4", "4,8") + "}", new byte[8]), "header: Duplicate");
        refused(
                file("{" + first + "," + first.replace("'a'", "'b'") + "}", new byte[4]),
                "b.data_offsets: begins at 0");
        refused(file("{" + first + "}", new byte[8]), "data: 8 bytes");
    }

    @Test
    void refuses_more_tensors_than_any_network_has() {
        String header = IntStream.rangeClosed(0, 10_000)
                .mapToObj(i -> "'t" + i + "':{'dtype':'F32','shape':[0],'data_offsets':[0,0]}")
                .collect(Collectors.joining(",", "{", "}"));
        refused(file(header, new byte[0]), "header: more than 10000 tensors");
    }

    @Test
    void fuzzed_files_are_read_or_refused_and_nothing_else() {
        byte[] file = Safetensors.write(CONTENTS);
        String digits = "0123456789-.eE[]{}\",:nulF";
        SplittableRandom random = new SplittableRandom(12);
        int read = 0;
        for (int run = 0; run < 50_000; run++) {
            byte[] mutated = Arrays.copyOf(file, random.nextInt(10) == 0 ? random.nextInt(file.length) : file.length);
            for (int change = random.nextInt(1, 5); change > 0 && mutated.length > 0; change--) {
                mutated[random.nextInt(mutated.length)] = random.nextBoolean()
                        ? (byte) random.nextInt()
                        : (byte) digits.charAt(random.nextInt(digits.length()));
            }
            try {
                WeightsFile contents = Safetensors.read(mutated);
                assertThat(contents.tensors().stream()
                                .mapToInt(tensor -> tensor.values().length)
                                .sum())
                        .isLessThanOrEqualTo(mutated.length / 2);
                read++;
            } catch (ExchangeException e) {
                assertThat(e).hasMessageContaining(":");
            }
        }
        assertThat(read).isPositive();
    }

    private static byte[] file(String header, byte[] data) {
        byte[] json = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Long.BYTES + json.length + data.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .put(data)
                .array();
    }

    private static void refused(byte[] file, String problem) {
        assertThatExceptionOfType(ExchangeException.class)
                .isThrownBy(() -> Safetensors.read(file))
                .withMessageStartingWith(problem);
    }
}
