package org.fogward.edge.intake;

import java.nio.charset.StandardCharsets;
import org.eclipse.californium.core.coap.MediaTypeRegistry;
import org.eclipse.californium.core.server.resources.CoapExchange;
import org.fogward.edge.intake.senml.SenmlException;
import org.fogward.edge.intake.senml.SenmlLimits;
import org.fogward.edge.intake.senml.SenmlParser;
import org.fogward.edge.store.SampleProfile;
import org.fogward.edge.store.SampleStore;
import org.fogward.models.data.Sample;

/** {@code POST /signals}: one window a SenML pack. */
final class SignalsDoor extends SampleDoor {
    /** Room for a record that holds one number: keys, a name of its own, a time and a value of 9 bytes each. */
    private static final int BYTES_PER_RECORD = 64;

    private static final int MAX_TEXT_LENGTH = 256;

    private final SampleProfile profile;
    private final SenmlParser parser;

    SignalsDoor(SampleProfile profile, SampleStore store, IntakeCounters counters) {
        super("signals", MediaTypeRegistry.APPLICATION_SENML_CBOR, maxBytes(profile), store, counters);
        this.profile = profile;
        this.parser = new SenmlParser(new SenmlLimits(maxBytes(profile), maxRecords(profile), MAX_TEXT_LENGTH));
    }

    static int maxBytes(SampleProfile profile) {
        return Math.multiplyExact(maxRecords(profile), BYTES_PER_RECORD) + 4 * MAX_TEXT_LENGTH;
    }

    @Override
    Sample read(CoapExchange exchange, String device) throws IntakeException {
        try {
            return new WindowAssembly(profile).assemble(parser.parse(exchange.getRequestPayload()), device);
        } catch (SenmlException malformed) {
            throw new IntakeException(RefusalCause.MALFORMED, malformed.getMessage());
        }
    }

    @Override
    byte[] context(CoapExchange exchange) {
        return getName().getBytes(StandardCharsets.US_ASCII);
    }

    /** Every value as a record of its own, the features, label and group. */
    private static int maxRecords(SampleProfile profile) {
        return profile.shape().values() + profile.features().size() + 2;
    }
}
