package org.fogward.models.exchange;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.fogward.fuzzing.FuzzTarget;
import org.fogward.fuzzing.Promise;

/** Weights files, as they come and with a length of the header that fits, which takes a fuzzer much luck. */
public final class SafetensorsFuzz implements FuzzTarget {
    @Override
    public List<byte[]> seeds() {
        byte[] written = Safetensors.write(new WeightsFile(
                Map.of("format", "pt"),
                List.of(
                        new Tensor("a.weight", List.of(2, 1), new float[] {1, -6}),
                        new Tensor("a.none", List.of(0, 7), new float[0]),
                        new Tensor("b", List.of(), new float[] {0.5f}))));
        return List.of(
                written,
                file("{'h':{'dtype':'F16','shape':[2],'data_offsets':[0,4]}}", 4),
                file("{'h':{'dtype':'BF16','shape':[2,1],'data_offsets':[0,4]}}", 4),
                file("{'n.num_batches_tracked':{'dtype':'I64','shape':[],'data_offsets':[0,8]}}", 8),
                file("{'a':{'dtype':'F32','shape':[4294967297],'data_offsets':[0,4]}}", 4));
    }

    private static byte[] file(String header, int data) {
        byte[] json = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Long.BYTES + json.length + data)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .array();
    }

    @Override
    public void run(byte[] input) throws Exception {
        taken(input);
        // Once more with a length that fits: up to the last closing bracket.
        int end = input.length;
        while (end > Long.BYTES && input[end - 1] != '}') {
            end--;
        }
        if (end > Long.BYTES) {
            byte[] fitting = input.clone();
            ByteBuffer.wrap(fitting).order(ByteOrder.LITTLE_ENDIAN).putLong(end - Long.BYTES);
            taken(fitting);
        }
    }

    private static void taken(byte[] input) throws ExchangeException {
        WeightsFile read;
        try {
            read = Safetensors.read(input);
        } catch (ExchangeException e) {
            Promise.namesField(e);
            return;
        }
        WeightsFile again = Safetensors.read(Safetensors.write(read));
        Promise.same(again.metadata(), read.metadata());
        List<Tensor> before = sorted(read);
        List<Tensor> after = sorted(again);
        Promise.same(after.size(), before.size());
        for (int i = 0; i < before.size(); i++) {
            Promise.same(after.get(i).name(), before.get(i).name());
            Promise.same(after.get(i).shape(), before.get(i).shape());
            Promise.that(Arrays.equals(after.get(i).values(), before.get(i).values()), "values: others");
        }
    }

    private static List<Tensor> sorted(WeightsFile file) {
        List<Tensor> tensors = new ArrayList<>(file.tensors());
        tensors.sort(Comparator.comparing(Tensor::name));
        return tensors;
    }
}
