package org.fogward.edge.intake.senml;

/**
 * What a SenML pack may cost.
 *
 * @param maxBytes most bytes in a pack
 * @param maxRecords most records in a pack
 * @param maxTextLength most characters in a name, a unit or a text value
 */
public record SenmlLimits(int maxBytes, int maxRecords, int maxTextLength) {
    /** Refuses limits that let nothing through. */
    public SenmlLimits {
        if (maxBytes < 1 || maxRecords < 1 || maxTextLength < 1) {
            throw new IllegalArgumentException("SenML limits must be at least 1");
        }
    }
}
