package org.fogward.edge.intake.senml;

/**
 * One resolved SenML record (RFC 8428, section 4.6): base name, base time, base unit and base value are worked in.
 *
 * @param name the whole name, base name first; never empty
 * @param time seconds, base time added; 0 when neither was given; finite
 * @param unit the unit or the base unit, empty when neither was given
 * @param value its value
 */
public record SenmlRecord(String name, double time, String unit, SenmlValue value) {
    /**
     * The part of the name after the last {@code :} or {@code /}: what the device itself calls the measurement, with the
     * base name that tells devices apart taken off.
     *
     * @return the last segment of the name
     */
    public String localName() {
        int end = Math.max(name.lastIndexOf(':'), name.lastIndexOf('/'));
        return name.substring(end + 1);
    }
}
