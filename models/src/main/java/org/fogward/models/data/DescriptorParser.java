package org.fogward.models.data;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.fogward.models.data.Descriptor.NumberType;

/** Reads the {@code descriptor.json} of a folder. */
final class DescriptorParser {

    static final int MAX_BYTES = 4 << 20;
    /** An array with more numbers does not fit the memory of a small machine. */
    static final long MAX_NUMBERS = 1L << 28;

    private static final int MAX_CLASSES = 1_000;
    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(16)
                            .maxNumberLength(64)
                            .build())
                    .build())
            .build();

    private final Path folder;
    private final Path file;
    private final JsonNode root;

    private DescriptorParser(Path folder, Path file, JsonNode root) {
        this.folder = folder;
        this.file = file;
        this.root = root;
    }

    static Descriptor read(Path folder) throws DatasetException {
        Path file = folder.resolve(DatasetReader.DESCRIPTOR);
        return new DescriptorParser(folder, file, parse(file)).descriptor();
    }

    private static JsonNode parse(Path file) throws DatasetException {
        byte[] bytes = BoundedFile.read(file, MAX_BYTES);
        try {
            JsonNode root = MAPPER.readTree(bytes);
            if (!root.isObject()) {
                throw new DatasetException(file, "descriptor", "is not a JSON object");
            }
            return root;
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
            throw new DatasetException(file, line, "descriptor", "is not JSON: " + Quoted.of(e.getOriginalMessage()));
        } catch (IOException e) {
            throw BoundedFile.unreadable(file, e);
        }
    }

    private Descriptor descriptor() throws DatasetException {
        allow("compression", "gzip");
        allow("byte_order", "little");
        NumberType type =
                switch (text("dtype")) {
                    case "int16" -> NumberType.INT16;
                    case "uint8" -> NumberType.UINT8;
                    default -> throw problem("dtype", "is neither int16 nor uint8");
                };
        List<Integer> dimensions = dimensions();
        SampleShape shape = shape(type, dimensions);
        int samples = dimensions.getFirst();
        if ((long) samples * shape.values() > MAX_NUMBERS) {
            throw problem("shape", dimensions + " is more than " + MAX_NUMBERS + " numbers");
        }
        return new Descriptor(
                file,
                root.path("name").isTextual() ? text("name") : BoundedFile.name(folder),
                fileNamed("file"),
                type,
                dimensions.size(),
                samples,
                shape,
                scale(type, shape.channels()),
                fileNamed("labels_file"),
                classes());
    }

    private List<Integer> dimensions() throws DatasetException {
        List<Integer> dimensions = new ArrayList<>();
        for (JsonNode dimension : root.path("shape")) {
            if (!dimension.isInt() || dimension.intValue() < 1) {
                throw problem("shape", "a dimension is not a positive whole number");
            }
            dimensions.add(dimension.intValue());
        }
        if (dimensions.size() < 2 || dimensions.size() > 4) {
            throw problem("shape", "needs two to four dimensions, the first one counting the samples");
        }
        return dimensions;
    }

    private SampleShape shape(NumberType type, List<Integer> dimensions) throws DatasetException {
        int rank = dimensions.size();
        try {
            if (type == NumberType.INT16 && rank <= 3) {
                return new SampleShape(1, dimensions.get(1), rank == 2 ? 1 : dimensions.get(2));
            }
            if (type == NumberType.UINT8 && (rank == 3 || rank == 4 && isChannelCount(dimensions.get(3)))) {
                return new SampleShape(dimensions.get(1), dimensions.get(2), rank == 3 ? 1 : dimensions.get(3));
            }
        } catch (IllegalArgumentException e) {
            throw new DatasetException(file, "shape", String.valueOf(e.getMessage()));
        }
        throw problem(
                "shape",
                dimensions + " is neither int16 (sample, time[, channel]) nor uint8 (image, row, column[, 1 or 3])");
    }

    private static boolean isChannelCount(int channels) {
        return channels == 1 || channels == 3;
    }

    private float[] scale(NumberType type, int channels) throws DatasetException {
        JsonNode node = root.path("scale");
        List<JsonNode> factors = new ArrayList<>();
        if (node.isMissingNode()) {
            return new float[] {1};
        } else if (node.isArray()) {
            node.forEach(factors::add);
        } else {
            factors.add(node);
        }
        if (type == NumberType.UINT8 || factors.size() != 1 && factors.size() != channels) {
            throw problem("scale", "needs one number, or one per channel; images take none");
        }
        float[] scale = new float[factors.size()];
        for (int i = 0; i < scale.length; i++) {
            scale[i] = factors.get(i).floatValue();
            if (!factors.get(i).isNumber() || !Float.isFinite(scale[i]) || scale[i] == 0) {
                throw problem("scale", "a factor is not a finite number other than 0");
            }
        }
        return scale;
    }

    private ClassKeys classes() throws DatasetException {
        List<Map.Entry<String, String>> entries = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : root.path("classes").properties()) {
            if (!entry.getValue().isTextual()
                    || entry.getValue().textValue().isBlank()
                    || entry.getKey().isBlank()) {
                throw problem("classes", "a class has no name");
            }
            entries.add(Map.entry(entry.getKey(), entry.getValue().textValue()));
        }
        if (entries.isEmpty() || entries.size() > MAX_CLASSES) {
            throw problem("classes", "needs an object of 1 to " + MAX_CLASSES + " classes");
        }
        if (entries.stream().allMatch(entry -> entry.getKey().matches("\\d{1,9}"))) {
            entries.sort(Comparator.comparing(entry -> Integer.valueOf(entry.getKey())));
        }
        try {
            return ClassKeys.ofEntries(entries);
        } catch (IllegalArgumentException e) {
            throw new DatasetException(file, "classes", String.valueOf(e.getMessage()));
        }
    }

    private void allow(String field, String only) throws DatasetException {
        if (root.has(field) && !root.path(field).asText().equals(only)) {
            throw problem(field, "only " + only + " can be read");
        }
    }

    private Path fileNamed(String field) throws DatasetException {
        String name = text(field);
        if (!BoundedFile.inside(folder, name)) {
            throw problem(field, Quoted.of(name) + " is not a file inside the folder");
        }
        return folder.resolve(name);
    }

    private String text(String field) throws DatasetException {
        if (!root.path(field).isTextual()) {
            throw problem(field, "the text is missing");
        }
        return root.path(field).textValue();
    }

    private DatasetException problem(String field, String problem) {
        return new DatasetException(file, field, problem);
    }
}
