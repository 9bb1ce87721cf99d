package org.fogward.edge.intake;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.eclipse.californium.core.CoapResource;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.server.resources.CoapExchange;
import org.fogward.edge.device.Credential;
import org.fogward.edge.device.DeviceEnrolment;
import org.fogward.edge.device.DeviceRequestException;
import org.fogward.edge.device.GatewayDevices;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where devices get certificates: {@code /.well-known/est} (EST over CoAP, RFC 9148) with {@code crts} (the gateway's authority), {@code sen}
 * (the first certificate of an invited device) and {@code sren} (the next one). Requests are PKCS #10 in DER, answers one certificate each.
 */
final class EstDoor extends CoapResource {
    static final String CRTS = "/crts";
    static final String SEN = "/sen";
    static final String SREN = "/sren";
    static final int PKCS10 = 286;
    static final int PKIX_CERT = 287;

    private static final Logger LOG = LoggerFactory.getLogger(EstDoor.class);

    /**
     * Makes the resources.
     *
     * @param slow does what may take its time, for which the protocol's one thread is not to wait
     */
    EstDoor(GatewayDevices devices, Executor slow) {
        super("est");
        add(new Authority(devices));
        DeviceEnrolment enrolment = devices.enrolment();
        add(new Requests(SEN, enrolment::enrol, slow));
        add(new Requests(SREN, enrolment::renew, slow));
    }

    static String path(String door) {
        return ".well-known/est" + door;
    }

    /** Makes a certificate for who asks. */
    private interface Issuer {
        X509Certificate issue(Credential credential, byte[] request) throws DeviceRequestException;
    }

    private static final class Authority extends CoapResource {
        private final GatewayDevices devices;

        Authority(GatewayDevices devices) {
            super(CRTS.substring(1));
            this.devices = devices;
        }

        @Override
        public void handleGET(CoapExchange exchange) {
            if (takes(exchange)) {
                answer(exchange, ResponseCode.CONTENT, devices.authority().certificate());
            }
        }
    }

    private static final class Requests extends CoapResource {
        private final Issuer issuer;
        private final Executor slow;

        Requests(String door, Issuer issuer, Executor slow) {
            super(door.substring(1));
            this.issuer = issuer;
            this.slow = slow;
        }

        @Override
        public void handlePOST(CoapExchange exchange) {
            Optional<Credential> credential =
                    Peer.of(exchange.advanced().getRequest().getSourceContext().getPeerIdentity());
            if (credential.isEmpty() || !takes(exchange)) {
                return;
            }
            if (exchange.getRequestOptions().getContentFormat() != PKCS10) {
                exchange.respond(ResponseCode.UNSUPPORTED_CONTENT_FORMAT, "content format: " + PKCS10 + " expected");
                return;
            }
            exchange.accept();
            byte[] request = exchange.getRequestPayload();
            slow.execute(() -> answer(exchange, credential.get(), request));
        }

        private void answer(CoapExchange exchange, Credential credential, byte[] request) {
            try {
                X509Certificate certificate = issuer.issue(credential, request);
                LOG.info(
                        "Device {} has a certificate until {}",
                        credential.device(),
                        certificate.getNotAfter().toInstant());
                EstDoor.answer(exchange, ResponseCode.CHANGED, certificate);
            } catch (DeviceRequestException e) {
                exchange.respond(
                        e.isForbidden() ? ResponseCode.FORBIDDEN : ResponseCode.BAD_REQUEST,
                        String.valueOf(e.getMessage()));
            } catch (RuntimeException e) {
                LOG.error("No certificate for device {}: {}", credential.device(), e.getMessage());
                exchange.respond(ResponseCode.SERVICE_UNAVAILABLE, "certificate: cannot be kept now, try again");
            }
        }
    }

    private static boolean takes(CoapExchange exchange) {
        if (exchange.getRequestOptions().hasAccept()
                && exchange.getRequestOptions().getAccept() != PKIX_CERT) {
            exchange.respond(ResponseCode.NOT_ACCEPTABLE, "accept: " + PKIX_CERT + " is what there is");
            return false;
        }
        return true;
    }

    private static void answer(CoapExchange exchange, ResponseCode code, X509Certificate certificate) {
        try {
            exchange.respond(code, certificate.getEncoded(), PKIX_CERT);
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate cannot be written", e);
        }
    }
}
