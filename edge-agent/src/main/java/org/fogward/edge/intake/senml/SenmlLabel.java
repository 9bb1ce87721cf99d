package org.fogward.edge.intake.senml;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The CBOR labels of RFC 8428, table 4. The CBOR reader hands integer keys over as text. */
enum SenmlLabel {
    BASE_VERSION("-1", "bver"),
    BASE_NAME("-2", "bn"),
    BASE_TIME("-3", "bt"),
    BASE_UNIT("-4", "bu"),
    BASE_VALUE("-5", "bv"),
    BASE_SUM("-6", "bs"),
    NAME("0", "n"),
    UNIT("1", "u"),
    VALUE("2", "v"),
    STRING_VALUE("3", "vs"),
    BOOLEAN_VALUE("4", "vb"),
    SUM("5", "s"),
    TIME("6", "t"),
    UPDATE_TIME("7", "ut"),
    DATA_VALUE("8", "vd");

    private static final Map<String, SenmlLabel> BY_KEY =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(label -> label.key, Function.identity()));

    private final String key;
    private final String text;

    SenmlLabel(String key, String text) {
        this.key = key;
        this.text = text;
    }

    static Optional<SenmlLabel> ofKey(String key) {
        return Optional.ofNullable(BY_KEY.get(key));
    }

    /** The label as SenML in JSON writes it, which is how people know it. */
    String text() {
        return text;
    }
}
