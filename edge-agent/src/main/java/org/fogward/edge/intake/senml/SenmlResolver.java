package org.fogward.edge.intake.senml;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Carries the base fields from record to record and works them in (RFC 8428, sections 4.1 and 4.6). */
final class SenmlResolver {
    private static final double NEWEST_VERSION = 10;
    private static final List<SenmlLabel> VALUES =
            List.of(SenmlLabel.VALUE, SenmlLabel.STRING_VALUE, SenmlLabel.BOOLEAN_VALUE, SenmlLabel.DATA_VALUE);

    private final Map<SenmlLabel, Double> baseNumbers = new EnumMap<>(SenmlLabel.class);
    private String baseName = "";
    private String baseUnit = "";

    SenmlRecord resolve(SenmlFields fields) throws SenmlException {
        carry(fields);
        finite(fields, SenmlLabel.SUM, SenmlLabel.BASE_SUM);
        return new SenmlRecord(
                name(fields),
                finite(fields, SenmlLabel.TIME, SenmlLabel.BASE_TIME),
                fields.text(SenmlLabel.UNIT).orElse(baseUnit),
                value(fields));
    }

    private void carry(SenmlFields fields) throws SenmlException {
        if (fields.number(SenmlLabel.BASE_VERSION).orElse(NEWEST_VERSION) > NEWEST_VERSION) {
            throw fields.refusal(SenmlLabel.BASE_VERSION, "newer than version 10");
        }
        baseName = fields.text(SenmlLabel.BASE_NAME).orElse(baseName);
        baseUnit = fields.text(SenmlLabel.BASE_UNIT).orElse(baseUnit);
        for (SenmlLabel label : List.of(SenmlLabel.BASE_TIME, SenmlLabel.BASE_VALUE, SenmlLabel.BASE_SUM)) {
            fields.number(label).ifPresent(number -> baseNumbers.put(label, number));
        }
    }

    private String name(SenmlFields fields) throws SenmlException {
        String name = baseName + fields.text(SenmlLabel.NAME).orElse("");
        if (name.isEmpty() || !isAlphanumeric(name.charAt(0)) || !name.chars().allMatch(SenmlResolver::isNamePart)) {
            throw fields.refusal(SenmlLabel.NAME, "empty or with characters that RFC 8428 does not allow in a name");
        }
        return name;
    }

    private SenmlValue value(SenmlFields fields) throws SenmlException {
        Optional<SenmlValue> found = Optional.empty();
        for (SenmlLabel label : VALUES) {
            Optional<SenmlValue> value = fields.value(label);
            if (value.isPresent() && found.isPresent()) {
                throw fields.refusal(label, "a second value in one record");
            }
            found = value.isPresent() ? value : found;
        }
        if (found.isEmpty() && baseNumbers.containsKey(SenmlLabel.BASE_VALUE)) {
            found = Optional.of(new SenmlValue.Numeric(0));
        }
        SenmlValue value = found.orElseThrow(() -> fields.refusal(SenmlLabel.VALUE, "no value"));
        return value instanceof SenmlValue.Numeric
                ? new SenmlValue.Numeric(finite(fields, SenmlLabel.VALUE, SenmlLabel.BASE_VALUE))
                : value;
    }

    private double finite(SenmlFields fields, SenmlLabel label, SenmlLabel base) throws SenmlException {
        double sum = baseNumbers.getOrDefault(base, 0.0) + fields.number(label).orElse(0);
        if (!Double.isFinite(sum)) {
            throw fields.refusal(label, "not a finite number");
        }
        return sum;
    }

    private static boolean isNamePart(int character) {
        return isAlphanumeric(character) || "-:./_".indexOf(character) >= 0;
    }

    private static boolean isAlphanumeric(int character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9');
    }
}
