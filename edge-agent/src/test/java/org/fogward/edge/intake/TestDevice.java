package org.fogward.edge.intake;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.californium.core.CoapClient;
import org.eclipse.californium.core.CoapResponse;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.MediaTypeRegistry;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.exception.ConnectorException;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.californium.scandium.config.DtlsConfig.DtlsRole;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.eclipse.californium.scandium.dtls.CertificateType;
import org.eclipse.californium.scandium.dtls.DTLSContext;
import org.eclipse.californium.scandium.dtls.pskstore.AdvancedSinglePskStore;
import org.eclipse.californium.scandium.dtls.x509.SingleCertificateProvider;
import org.eclipse.californium.scandium.dtls.x509.StaticNewAdvancedCertificateVerifier;

/** A CoAP client over DTLS, as a device has it. */
public final class TestDevice implements AutoCloseable {
    private final URI gateway;
    private final DTLSConnector connector;
    private final CoapEndpoint endpoint;
    private long timeoutMillis = 30_000;

    public TestDevice(URI gateway, String identity, String key) throws IOException {
        this(gateway, identity, key, 3000);
    }

    public TestDevice(URI gateway, String identity, String key, int maxMessageBytes) throws IOException {
        this(
                gateway,
                maxMessageBytes,
                dtls -> dtls.setAdvancedPskStore(
                        new AdvancedSinglePskStore(identity, key.getBytes(StandardCharsets.US_ASCII))));
    }

    private TestDevice(URI gateway, int maxMessageBytes, Consumer<DtlsConnectorConfig.Builder> proof)
            throws IOException {
        CoapConfig.register();
        DtlsConfig.register();
        Configuration.setStandard(new Configuration());
        Configuration config = new Configuration()
                .set(DtlsConfig.DTLS_ROLE, DtlsRole.CLIENT_ONLY)
                .set(DtlsConfig.DTLS_CONNECTION_ID_LENGTH, 0)
                .set(CoapConfig.MAX_MESSAGE_SIZE, maxMessageBytes)
                .set(DtlsConfig.DTLS_RECEIVER_THREAD_COUNT, 1)
                .set(DtlsConfig.DTLS_CONNECTOR_THREAD_COUNT, 1);
        DtlsConnectorConfig.Builder dtls =
                DtlsConnectorConfig.builder(config).setAddress(new InetSocketAddress("127.0.0.1", 0));
        proof.accept(dtls);
        this.gateway = gateway;
        this.connector = new DTLSConnector(dtls.build());
        this.endpoint = CoapEndpoint.builder()
                .setConfiguration(config)
                .setConnector(connector)
                .build();
        endpoint.start();
    }

    /** A device that has a certificate and pins the gateway's authority. */
    public static TestDevice certified(
            URI gateway, PrivateKey key, X509Certificate certificate, X509Certificate authority) throws IOException {
        return new TestDevice(gateway, 1024, dtls -> dtls.setCertificateIdentityProvider(
                        new SingleCertificateProvider(key, new Certificate[] {certificate}, CertificateType.X_509))
                .setAdvancedCertificateVerifier(StaticNewAdvancedCertificateVerifier.builder()
                        .setTrustedCertificates(authority)
                        .build()));
    }

    /** The DTLS session with the gateway. */
    public DTLSContext context() {
        return connector.getDtlsContextByAddress(new InetSocketAddress(gateway.getHost(), gateway.getPort()));
    }

    /** Keeps the session, and resumes it before the next request. */
    public void resume() {
        connector.forceResumeAllSessions();
    }

    /** What comes back on a GET. */
    public CoapResponse get(String door) throws IOException, ConnectorException {
        return answer(client(door).get());
    }

    /** What comes back on a POST. */
    public CoapResponse send(String door, byte[] payload, int format) throws IOException, ConnectorException {
        return answer(client(door).post(payload, format));
    }

    public void giveUpAfterSeconds(int seconds) {
        timeoutMillis = seconds * 1000L;
    }

    public Answer signals(byte[] pack) throws IOException, ConnectorException {
        return post("signals", pack, MediaTypeRegistry.APPLICATION_SENML_CBOR);
    }

    public Answer image(String label, String group, byte[] png) throws IOException, ConnectorException {
        return post("images?label=" + label + "&group=" + group, png, MediaTypeRegistry.IMAGE_PNG);
    }

    public Answer post(String door, byte[] payload, int format) throws IOException, ConnectorException {
        CoapResponse response = send(door, payload, format);
        return new Answer(response.getCode(), response.getResponseText());
    }

    private CoapClient client(String door) {
        CoapClient client = new CoapClient(gateway + "/" + door);
        client.setEndpoint(endpoint);
        client.setTimeout(timeoutMillis);
        return client;
    }

    private static CoapResponse answer(CoapResponse response) throws IOException {
        return Optional.ofNullable(response).orElseThrow(() -> new IOException("no answer"));
    }

    @Override
    public void close() {
        endpoint.destroy();
    }

    /** What came back. */
    public record Answer(ResponseCode code, String text) {}
}
