package org.fogward.edge.intake;

import org.eclipse.californium.core.CoapResource;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.MediaTypeRegistry;
import org.eclipse.californium.core.server.resources.CoapExchange;
import org.fogward.edge.device.Credential;
import org.fogward.edge.store.SampleStore;
import org.fogward.edge.store.StoreOutcome;
import org.fogward.models.data.Sample;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A CoAP resource (RFC 7252) that takes one sample a POST. 2.01 is sent when the sample is on disk, and also when it was
 * there before; anything else comes with a diagnostic payload (section 5.5.2) that names the field.
 *
 * <p>Answers come from the store's thread, so a slow disk keeps no protocol thread waiting.
 */
abstract class SampleDoor extends CoapResource {
    private static final Logger LOG = LoggerFactory.getLogger(SampleDoor.class);
    private static final int LOGGED_EACH = 100;
    private static final int LOGGED_AFTER = 1000;

    private final int contentFormat;
    private final int maxBytes;
    private final SampleStore store;
    private final IntakeCounters counters;

    SampleDoor(String name, int contentFormat, int maxBytes, SampleStore store, IntakeCounters counters) {
        super(name);
        this.contentFormat = contentFormat;
        this.maxBytes = maxBytes;
        this.store = store;
        this.counters = counters;
    }

    /** Reads and checks the sample that a request carries. */
    abstract Sample read(CoapExchange exchange, String device) throws IntakeException;

    /** What names the request's content besides its payload. */
    abstract byte[] context(CoapExchange exchange);

    @Override
    public final void handlePOST(CoapExchange exchange) {
        String device = device(exchange);
        try {
            if (exchange.getRequestPayloadSize() > maxBytes) {
                throw new IntakeException(RefusalCause.TOO_LARGE, "payload: more than " + maxBytes + " bytes");
            }
            if (exchange.getRequestOptions().getContentFormat() != contentFormat) {
                throw new IntakeException(
                        RefusalCause.CONTENT_FORMAT,
                        "content format: " + contentFormat + " (" + MediaTypeRegistry.toString(contentFormat)
                                + ") expected");
            }
            Sample sample = read(exchange, device);
            store.add(sample, context(exchange), exchange.getRequestPayload())
                    .whenComplete((outcome, failure) -> answer(exchange, device, outcome, failure));
        } catch (IntakeException refused) {
            refuse(exchange, device, refused.refusal(), refused.getMessage());
        }
    }

    private void answer(
            CoapExchange exchange, String device, @Nullable StoreOutcome outcome, @Nullable Throwable failure) {
        if (failure != null || outcome == null) {
            refuse(exchange, device, RefusalCause.STORE_FAILED, "store: cannot write now, send it again later");
        } else if (outcome == StoreOutcome.FORGOTTEN) {
            refuse(exchange, device, RefusalCause.CONSENT, "group: consent was withdrawn");
        } else if (outcome == StoreOutcome.FULL) {
            refuse(exchange, device, RefusalCause.STORE_FULL, "store: full");
        } else {
            if (outcome == StoreOutcome.STORED) {
                counters.countStored();
            } else {
                counters.countRepeated();
            }
            exchange.respond(ResponseCode.CREATED);
        }
    }

    private void refuse(CoapExchange exchange, String device, RefusalCause cause, String message) {
        // What is too large is counted where it is answered, since block-wise transfers end before they get here.
        long count = cause == RefusalCause.TOO_LARGE ? 1 : counters.countRefused(cause);
        if (count <= LOGGED_EACH || count % LOGGED_AFTER == 0) {
            LOG.info("Refused a sample from device {}: {}", device, message);
        }
        exchange.respond(cause.code(), message);
    }

    private static String device(CoapExchange exchange) {
        return Peer.of(exchange.advanced().getRequest().getSourceContext().getPeerIdentity())
                .map(Credential::device)
                .orElseThrow();
    }
}
