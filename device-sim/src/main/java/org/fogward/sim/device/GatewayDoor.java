package org.fogward.sim.device;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.cert.Certificate;
import java.util.concurrent.TimeUnit;
import org.eclipse.californium.core.CoapClient;
import org.eclipse.californium.core.CoapResponse;
import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.exception.ConnectorException;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.eclipse.californium.scandium.dtls.CertificateType;
import org.eclipse.californium.scandium.dtls.pskstore.AdvancedSinglePskStore;
import org.eclipse.californium.scandium.dtls.x509.SingleCertificateProvider;
import org.eclipse.californium.scandium.dtls.x509.StaticNewAdvancedCertificateVerifier;

/**
 * A device's connection to its gateway: confirmable CoAP requests, one at a time and block-wise where they are long (RFC
 * 7252, RFC 7959), over DTLS 1.2 with a pre-shared key or a certificate, and connection ids (RFC 9146).
 * Not for use by several threads.
 */
final class GatewayDoor implements AutoCloseable {
    private static final int BLOCK_BYTES = 1024;
    private static final int ACKNOWLEDGE_SECONDS = 1;
    private static final int RETRANSMISSIONS = 2;
    private static final int ANSWER_SECONDS = 20;

    static {
        CoapConfig.register();
        DtlsConfig.register();
    }

    private final URI gateway;
    private final CoapEndpoint endpoint;
    private final CoapClient client;

    GatewayDoor(URI gateway, DeviceProof proof) throws DeliveryException.Unreachable {
        this.gateway = gateway;
        Configuration configuration = configuration();
        DtlsConnectorConfig.Builder dtls =
                DtlsConnectorConfig.builder(configuration).setAddress(new InetSocketAddress(0));
        switch (proof) {
            case DeviceKey key -> dtls.setAdvancedPskStore(new AdvancedSinglePskStore(key.identity(), key.secret()));
            case DeviceCertificate own ->
                dtls.setCertificateIdentityProvider(new SingleCertificateProvider(
                                own.key(), new Certificate[] {own.certificate()}, CertificateType.X_509))
                        .setAdvancedCertificateVerifier(StaticNewAdvancedCertificateVerifier.builder()
                                .setTrustedCertificates(own.authority())
                                .build());
        }
        this.endpoint = CoapEndpoint.builder()
                .setConfiguration(configuration)
                .setConnector(new DTLSConnector(dtls.build()))
                .build();
        this.client = new CoapClient().setEndpoint(endpoint).setTimeout(TimeUnit.SECONDS.toMillis(ANSWER_SECONDS));
        try {
            endpoint.start();
        } catch (IOException e) {
            throw new DeliveryException.Unreachable("no socket for a device: " + e.getMessage(), e);
        }
    }

    /**
     * Posts a payload and waits for the answer.
     *
     * @param pathAndQuery under the gateway's address, encoded
     * @param contentFormat CoAP content format of the payload
     * @return what the answer holds
     */
    byte[] post(String pathAndQuery, int contentFormat, byte[] payload) throws DeliveryException {
        Request request = Request.newPost();
        request.getOptions().setContentFormat(contentFormat);
        request.setPayload(payload);
        return answer(request, pathAndQuery);
    }

    /** What there is at a path. */
    byte[] get(String path) throws DeliveryException {
        return answer(Request.newGet(), path);
    }

    private byte[] answer(Request request, String pathAndQuery) throws DeliveryException {
        request.setURI(gateway.resolve(pathAndQuery));
        request.setConfirmable(true);
        CoapResponse response;
        try {
            response = client.advanced(request);
        } catch (ConnectorException | IOException e) {
            throw new DeliveryException.Unreachable(gateway + " cannot be reached: " + e.getMessage(), e);
        }
        if (response == null) {
            throw new DeliveryException.Unreachable(gateway + " does not answer");
        }
        check(response);
        return response.getPayload();
    }

    @Override
    public void close() {
        endpoint.destroy();
    }

    private static void check(CoapResponse response) throws DeliveryException {
        CoAP.ResponseCode code = response.getCode();
        if (code.isClientError()) {
            throw new DeliveryException.Refused(code.toString(), response.getResponseText());
        }
        if (!response.isSuccess()) {
            throw new DeliveryException.Unreachable(
                    "the gateway cannot take it now: " + code + " " + response.getResponseText());
        }
    }

    private static Configuration configuration() {
        return Configuration.createStandardWithoutFile()
                .set(CoapConfig.MAX_MESSAGE_SIZE, BLOCK_BYTES)
                .set(CoapConfig.PREFERRED_BLOCK_SIZE, BLOCK_BYTES)
                .set(CoapConfig.MAX_RESOURCE_BODY_SIZE, Integer.MAX_VALUE)
                .set(CoapConfig.ACK_TIMEOUT, ACKNOWLEDGE_SECONDS, TimeUnit.SECONDS)
                .set(CoapConfig.MAX_RETRANSMIT, RETRANSMISSIONS)
                .set(CoapConfig.PROTOCOL_STAGE_THREAD_COUNT, 1)
                .set(DtlsConfig.DTLS_RETRANSMISSION_TIMEOUT, ACKNOWLEDGE_SECONDS, TimeUnit.SECONDS)
                .set(DtlsConfig.DTLS_MAX_RETRANSMISSIONS, RETRANSMISSIONS)
                .set(DtlsConfig.DTLS_ROLE, DtlsConfig.DtlsRole.CLIENT_ONLY)
                // Whoever may sign for the gateway is pinned, and signs for no other host.
                .set(DtlsConfig.DTLS_VERIFY_SERVER_CERTIFICATES_SUBJECT, false)
                .set(DtlsConfig.DTLS_CONNECTION_ID_LENGTH, 0)
                .set(DtlsConfig.DTLS_RECEIVER_THREAD_COUNT, 1)
                .set(DtlsConfig.DTLS_CONNECTOR_THREAD_COUNT, 1);
    }
}
