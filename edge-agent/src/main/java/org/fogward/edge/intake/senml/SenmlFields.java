package org.fogward.edge.intake.senml;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.cbor.CBORParser;
import java.io.IOException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** The fields of one record as they stand in the pack, checked for kind, not yet resolved. */
final class SenmlFields {
    private static final Set<SenmlLabel> TEXTS =
            EnumSet.of(SenmlLabel.BASE_NAME, SenmlLabel.BASE_UNIT, SenmlLabel.NAME, SenmlLabel.UNIT);

    private final int record;
    private final int maxTextLength;
    private final Map<SenmlLabel, SenmlValue> fields = new EnumMap<>(SenmlLabel.class);

    SenmlFields(int record, int maxTextLength) {
        this.record = record;
        this.maxTextLength = maxTextLength;
    }

    SenmlFields read(CBORParser parser) throws IOException, SenmlException {
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_OBJECT; token = parser.nextToken()) {
            String key = parser.currentName();
            JsonToken value = parser.nextToken();
            Optional<SenmlLabel> label = SenmlLabel.ofKey(key);
            if (label.isPresent()) {
                if (fields.put(label.get(), value(label.get(), value, parser)) != null) {
                    throw refusal(label.get(), "given twice");
                }
            } else if (key.endsWith("_")) {
                throw new SenmlException("record " + record + ": a field that must be understood is unknown");
            } else {
                parser.skipChildren();
            }
        }
        return this;
    }

    Optional<String> text(SenmlLabel label) {
        return Optional.ofNullable(fields.get(label))
                .map(SenmlValue.Text.class::cast)
                .map(SenmlValue.Text::value);
    }

    OptionalDouble number(SenmlLabel label) {
        return fields.get(label) instanceof SenmlValue.Numeric number
                ? OptionalDouble.of(number.value())
                : OptionalDouble.empty();
    }

    Optional<SenmlValue> value(SenmlLabel label) {
        return Optional.ofNullable(fields.get(label));
    }

    SenmlException refusal(SenmlLabel label, String problem) {
        return new SenmlException("record " + record + ", " + label.text() + ": " + problem);
    }

    private SenmlValue value(SenmlLabel label, JsonToken token, CBORParser parser) throws IOException, SenmlException {
        if (TEXTS.contains(label) || label == SenmlLabel.STRING_VALUE) {
            return text(label, token, parser);
        }
        if (label == SenmlLabel.DATA_VALUE) {
            if (token != JsonToken.VALUE_EMBEDDED_OBJECT) {
                throw refusal(label, "not a byte string");
            }
            return new SenmlValue.Data(parser.getBinaryValue());
        }
        if (label == SenmlLabel.BOOLEAN_VALUE) {
            if (!token.isBoolean()) {
                throw refusal(label, "neither true nor false");
            }
            return new SenmlValue.Truth(parser.getBooleanValue());
        }
        return number(label, token, parser);
    }

    private SenmlValue text(SenmlLabel label, JsonToken token, CBORParser parser) throws IOException, SenmlException {
        if (token != JsonToken.VALUE_STRING) {
            throw refusal(label, "not text");
        }
        String text = parser.getText();
        if (text.length() > maxTextLength) {
            throw refusal(label, "longer than " + maxTextLength + " characters");
        }
        return new SenmlValue.Text(text);
    }

    /** Big numbers and decimal fractions are left out: no sensor needs them and their values can be made to cost much. */
    private SenmlValue number(SenmlLabel label, JsonToken token, CBORParser parser) throws IOException, SenmlException {
        if (!token.isNumeric()
                || parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                || parser.getNumberType() == JsonParser.NumberType.BIG_DECIMAL) {
            throw refusal(label, "not a number of at most 64 bits");
        }
        double value = parser.getDoubleValue();
        if (!Double.isFinite(value)) {
            throw refusal(label, "not a finite number");
        }
        return new SenmlValue.Numeric(value);
    }
}
