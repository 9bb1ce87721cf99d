package org.fogward.models.train;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fogward.models.network.Batch;
import org.fogward.models.network.Network;
import org.fogward.models.prepare.Example;

/**
 * What examples look like behind a frozen front, kept from round to round while the front stays the same. Bounded: beyond that,
 * examples are computed each time. Thread-safe.
 */
final class FrontCache {

    private static final int MOST_FLOATS = 1 << 24;
    private static final int BATCH = 32;

    private final Map<ByteBuffer, float[]> rows = new HashMap<>();
    private ByteBuffer front = ByteBuffer.allocate(0);
    private long floats;

    /** Takes examples through a network's front, as far as they are not known yet. */
    synchronized List<Example> through(Network network, float[] parameters, List<Example> examples) {
        ByteBuffer current = digest(parameters, network.frontParameters());
        if (!current.equals(front)) {
            rows.clear();
            floats = 0;
            front = current;
        }
        List<Example> result = new ArrayList<>(examples.size());
        for (int from = 0; from < examples.size(); from += BATCH) {
            result.addAll(part(network, examples.subList(from, Math.min(examples.size(), from + BATCH))));
        }
        return result;
    }

    private List<Example> part(Network network, List<Example> examples) {
        List<ByteBuffer> names = examples.stream()
                .map(example -> digest(example.values(), example.values().length))
                .toList();
        Map<ByteBuffer, float[]> known = new HashMap<>();
        List<Example> unknown = new ArrayList<>();
        List<ByteBuffer> unknownNames = new ArrayList<>();
        for (int i = 0; i < examples.size(); i++) {
            float[] row = rows.get(names.get(i));
            if (row != null) {
                known.put(names.get(i), row);
            } else {
                unknown.add(examples.get(i));
                unknownNames.add(names.get(i));
            }
        }
        if (!unknown.isEmpty()) {
            float[] computed = network.front(Batch.forPrediction(unknown));
            int width = network.frontOutputs();
            for (int i = 0; i < unknown.size(); i++) {
                float[] row = Arrays.copyOfRange(computed, i * width, (i + 1) * width);
                known.put(unknownNames.get(i), row);
                keep(unknownNames.get(i), row);
            }
        }
        List<Example> result = new ArrayList<>(examples.size());
        for (int i = 0; i < examples.size(); i++) {
            Example example = examples.get(i);
            result.add(
                    new Example(known.getOrDefault(names.get(i), new float[0]), example.features(), example.label()));
        }
        return result;
    }

    private void keep(ByteBuffer name, float[] row) {
        if (floats + row.length <= MOST_FLOATS && rows.putIfAbsent(name, row) == null) {
            floats += row.length;
        }
    }

    private static ByteBuffer digest(float[] numbers, int length) {
        ByteBuffer bytes = ByteBuffer.allocate(length * Float.BYTES);
        bytes.asFloatBuffer().put(numbers, 0, length);
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
