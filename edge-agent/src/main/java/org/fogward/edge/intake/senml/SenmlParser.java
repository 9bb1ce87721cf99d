package org.fogward.edge.intake.senml;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads SenML packs in CBOR (RFC 8428, section 6; media type application/senml+cbor, CoAP content format 112).
 *
 * <p>Records come out resolved (section 4.6). Refused are packs above the limits, records without a name or without
 * exactly one value, numbers that are not finite, fields that occur twice, versions above 10, and fields whose
 * label ends in {@code _}, which RFC 8428 says must be understood. Other unknown fields are passed over. Sums are checked
 * and dropped, since no sample needs them. Thread-safe.
 */
public final class SenmlParser {
    /** An array of maps of plain values; one level more for a value of an unknown field. */
    private static final int MAX_DEPTH = 3;

    private static final int MAX_NUMBER_LENGTH = 40;

    private final SenmlLimits limits;
    private final CBORFactory factory;

    /**
     * Makes a parser.
     *
     * @param limits what a pack may cost
     */
    public SenmlParser(SenmlLimits limits) {
        this.limits = limits;
        this.factory = CBORFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxDocumentLength(limits.maxBytes())
                        .maxStringLength(limits.maxTextLength())
                        .maxNameLength(limits.maxTextLength())
                        .maxNumberLength(MAX_NUMBER_LENGTH)
                        .build())
                .build();
    }

    /**
     * Parses one pack.
     *
     * @param pack the CBOR bytes
     * @return its records in order, resolved; at least one
     * @throws SenmlException when it is no pack or passes a limit
     */
    public List<SenmlRecord> parse(byte[] pack) throws SenmlException {
        if (pack.length > limits.maxBytes()) {
            throw new SenmlException("pack: more than " + limits.maxBytes() + " bytes");
        }
        try (CBORParser parser = factory.createParser(pack)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new SenmlException("pack: not a CBOR array of records");
            }
            List<SenmlRecord> records = records(parser);
            if (parser.nextToken() != null) {
                throw new SenmlException("pack: bytes after its end");
            }
            return records;
        } catch (IOException | RuntimeException malformed) {
            // The reader's message may quote the input, which can be a patient's.
            throw new SenmlException("pack: not well-formed CBOR within the limits");
        }
    }

    private List<SenmlRecord> records(CBORParser parser) throws IOException, SenmlException {
        List<SenmlRecord> records = new ArrayList<>();
        SenmlResolver resolver = new SenmlResolver();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token != JsonToken.START_OBJECT) {
                throw new SenmlException("record " + records.size() + ": not a CBOR map");
            }
            if (records.size() == limits.maxRecords()) {
                throw new SenmlException("pack: more than " + limits.maxRecords() + " records");
            }
            records.add(resolver.resolve(new SenmlFields(records.size(), limits.maxTextLength()).read(parser)));
        }
        if (records.isEmpty()) {
            throw new SenmlException("pack: no records");
        }
        return List.copyOf(records);
    }
}
