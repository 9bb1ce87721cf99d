package org.fogward.edge.intake.senml;

/** The value of a SenML record: exactly one of the four kinds of RFC 8428, section 4.3. */
public sealed interface SenmlValue {
    /**
     * {@code v}: a number, with the base value added; finite.
     *
     * @param value the sum
     */
    record Numeric(double value) implements SenmlValue {}

    /**
     * {@code vs}: text.
     *
     * @param value at most as long as the limits allow
     */
    record Text(String value) implements SenmlValue {}

    /**
     * {@code vb}: a truth value.
     *
     * @param value true or false
     */
    record Truth(boolean value) implements SenmlValue {}

    /**
     * {@code vd}: bytes. The array is handed over, not copied.
     *
     * @param value the bytes
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Data(byte[] value) implements SenmlValue {}
}
