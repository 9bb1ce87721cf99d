package org.fogward.edge.intake;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.eclipse.californium.core.coap.MediaTypeRegistry;
import org.eclipse.californium.core.server.resources.CoapExchange;
import org.fogward.edge.store.SampleProfile;
import org.fogward.edge.store.SampleStore;
import org.fogward.models.data.Sample;

/** {@code POST /images?label=...&group=...}: one PNG, block by block (RFC 7959). */
final class ImagesDoor extends SampleDoor {
    /** Room for what a PNG has besides pixels that do not compress. */
    private static final int FRAME_BYTES = 16 << 10;

    private final SampleLabels labels;
    private final PngImage png;

    ImagesDoor(SampleProfile profile, SampleStore store, IntakeCounters counters) {
        super("images", MediaTypeRegistry.IMAGE_PNG, maxBytes(profile), store, counters);
        this.labels = new SampleLabels(profile);
        this.png = new PngImage(profile.shape());
    }

    static int maxBytes(SampleProfile profile) {
        int pixels = profile.shape().values();
        return pixels + pixels / 8 + FRAME_BYTES;
    }

    @Override
    Sample read(CoapExchange exchange, String device) throws IntakeException {
        int label = labels.label(query(exchange, "label", RefusalCause.LABEL));
        String group = labels.group(query(exchange, "group", RefusalCause.GROUP));
        return new Sample(png.pixels(exchange.getRequestPayload()), new float[0], label, group, device);
    }

    @Override
    byte[] context(CoapExchange exchange) {
        String query = exchange.getRequestOptions().getUriQueryString();
        return (getName() + "?" + query).getBytes(StandardCharsets.UTF_8);
    }

    private static Optional<String> query(CoapExchange exchange, String name, RefusalCause cause)
            throws IntakeException {
        List<String> values = exchange.getRequestOptions().getUriQuery().stream()
                .filter(part -> part.startsWith(name + "="))
                .map(part -> part.substring(name.length() + 1))
                .toList();
        if (values.size() > 1) {
            throw new IntakeException(cause, name + ": given twice");
        }
        return values.stream().findFirst();
    }
}
