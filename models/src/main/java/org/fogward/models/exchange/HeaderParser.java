package org.fogward.models.exchange;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a safetensors header token by token, so that no header makes it keep more than its tensors. */
final class HeaderParser {

    static final String METADATA = "__metadata__";

    private static final int MAX_TENSORS = 10_000;
    private static final int MAX_METADATA = 1_000;
    private static final int MAX_AXES = 8;
    private static final int MAX_NAME = 256;

    private final JsonParser json;
    private final Map<String, String> metadata = new HashMap<>();
    private final List<TensorEntry> entries = new ArrayList<>();

    /** What a header says. */
    record Header(Map<String, String> metadata, List<TensorEntry> entries) {}

    private HeaderParser(JsonParser json) {
        this.json = json;
    }

    static Header parse(String text) throws ExchangeException {
        JsonFactory factory = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(4)
                        .maxNumberLength(20)
                        .maxNameLength(MAX_NAME)
                        .build())
                .build();
        try (JsonParser json = factory.createParser(text)) {
            HeaderParser parser = new HeaderParser(json);
            parser.header();
            return new Header(parser.metadata, parser.entries);
        } catch (JsonProcessingException e) {
            throw new ExchangeException("header: " + printable(e.getOriginalMessage()), e);
        } catch (IOException e) {
            throw new ExchangeException("header: " + printable(String.valueOf(e.getMessage())), e);
        }
    }

    private void header() throws IOException, ExchangeException {
        expect(json.nextToken(), JsonToken.START_OBJECT, "header", "an object");
        for (Optional<String> name = nextField(); name.isPresent(); name = nextField()) {
            if (name.get().equals(METADATA)) {
                readMetadata();
            } else if (entries.size() == MAX_TENSORS) {
                throw new ExchangeException("header: more than " + MAX_TENSORS + " tensors");
            } else {
                TensorEntry entry = tensor(name.get());
                entry.check();
                entries.add(entry);
            }
        }
        if (json.nextToken() != null) {
            throw new ExchangeException("header: something follows the object");
        }
    }

    private void readMetadata() throws IOException, ExchangeException {
        expect(json.nextToken(), JsonToken.START_OBJECT, METADATA, "an object");
        for (Optional<String> name = nextField(); name.isPresent(); name = nextField()) {
            expect(json.nextToken(), JsonToken.VALUE_STRING, METADATA + "." + name.get(), "a text");
            metadata.put(name.get(), json.getText());
            if (metadata.size() > MAX_METADATA) {
                throw new ExchangeException(METADATA + ": more than " + MAX_METADATA + " texts");
            }
        }
    }

    private TensorEntry tensor(String name) throws IOException, ExchangeException {
        expect(json.nextToken(), JsonToken.START_OBJECT, name, "an object");
        Optional<ElementType> type = Optional.empty();
        Optional<List<Long>> shape = Optional.empty();
        Optional<List<Long>> offsets = Optional.empty();
        for (Optional<String> field = nextField(); field.isPresent(); field = nextField()) {
            switch (field.get()) {
                case "dtype" -> type = Optional.of(type(name + ".dtype"));
                case "shape" -> shape = Optional.of(numbers(name + ".shape", MAX_AXES));
                case "data_offsets" -> offsets = Optional.of(numbers(name + ".data_offsets", 2));
                default -> throw new ExchangeException(name + "." + field.get() + ": unknown field");
            }
        }
        List<Long> range = present(offsets, name + ".data_offsets");
        if (range.size() != 2) {
            throw new ExchangeException(name + ".data_offsets: two numbers are needed");
        }
        return new TensorEntry(
                name,
                present(type, name + ".dtype"),
                axes(name, present(shape, name + ".shape")),
                range.getFirst(),
                range.getLast());
    }

    private ElementType type(String field) throws IOException, ExchangeException {
        expect(json.nextToken(), JsonToken.VALUE_STRING, field, "a text");
        try {
            return ElementType.parse(json.getText());
        } catch (ExchangeException e) {
            throw new ExchangeException(field + ": " + e.getMessage(), e);
        }
    }

    private List<Long> numbers(String field, int most) throws IOException, ExchangeException {
        expect(json.nextToken(), JsonToken.START_ARRAY, field, "a list");
        List<Long> numbers = new ArrayList<>();
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            expect(token, JsonToken.VALUE_NUMBER_INT, field, "a list of whole numbers");
            if (json.getNumberType() == JsonParser.NumberType.BIG_INTEGER || json.getLongValue() < 0) {
                throw new ExchangeException(field + ": a number is out of range");
            }
            numbers.add(json.getLongValue());
            if (numbers.size() > most) {
                throw new ExchangeException(field + ": more than " + most + " numbers");
            }
        }
        return numbers;
    }

    private Optional<String> nextField() throws IOException, ExchangeException {
        if (json.nextToken() != JsonToken.FIELD_NAME) {
            return Optional.empty();
        }
        String name = json.currentName();
        if (name.isEmpty() || !name.equals(printable(name))) {
            throw new ExchangeException("header: a name is empty or has control characters");
        }
        return Optional.of(name);
    }

    private static List<Integer> axes(String name, List<Long> shape) throws ExchangeException {
        if (shape.stream().anyMatch(length -> length > Integer.MAX_VALUE)) {
            throw new ExchangeException(name + ".shape: a number is out of range");
        }
        return shape.stream().map(Long::intValue).toList();
    }

    private static <T> T present(Optional<T> value, String field) throws ExchangeException {
        return value.orElseThrow(() -> new ExchangeException(field + ": missing"));
    }

    private static void expect(JsonToken token, JsonToken expected, String field, String what)
            throws ExchangeException {
        if (token != expected) {
            throw new ExchangeException(field + ": is not " + what);
        }
    }

    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
