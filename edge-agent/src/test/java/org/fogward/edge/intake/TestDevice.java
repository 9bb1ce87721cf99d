package org.fogward.edge.intake;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
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
import org.eclipse.californium.scandium.dtls.pskstore.AdvancedSinglePskStore;

/** A CoAP client over DTLS, as a device has it. */
public final class TestDevice implements AutoCloseable {
    private final URI gateway;
    private final CoapEndpoint endpoint;
    private long timeoutMillis = 30_000;

    public TestDevice(URI gateway, String identity, String key) throws IOException {
        this(gateway, identity, key, 3000);
    }

    public TestDevice(URI gateway, String identity, String key, int maxMessageBytes) throws IOException {
        CoapConfig.register();
        DtlsConfig.register();
        Configuration.setStandard(new Configuration());
        Configuration config = new Configuration()
                .set(DtlsConfig.DTLS_ROLE, DtlsRole.CLIENT_ONLY)
                .set(CoapConfig.MAX_MESSAGE_SIZE, maxMessageBytes)
                .set(DtlsConfig.DTLS_RECEIVER_THREAD_COUNT, 1)
                .set(DtlsConfig.DTLS_CONNECTOR_THREAD_COUNT, 1);
        this.gateway = gateway;
        this.endpoint = CoapEndpoint.builder()
                .setConfiguration(config)
                .setConnector(new DTLSConnector(DtlsConnectorConfig.builder(config)
                        .setAddress(new InetSocketAddress("127.0.0.1", 0))
                        .setAdvancedPskStore(
                                new AdvancedSinglePskStore(identity, key.getBytes(StandardCharsets.US_ASCII)))
                        .build()))
                .build();
        endpoint.start();
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
        CoapClient client = new CoapClient(gateway + "/" + door);
        client.setEndpoint(endpoint);
        client.setTimeout(timeoutMillis);
        CoapResponse response =
                Optional.ofNullable(client.post(payload, format)).orElseThrow(() -> new IOException("no answer"));
        return new Answer(response.getCode(), response.getResponseText());
    }

    @Override
    public void close() {
        endpoint.destroy();
    }

    /** What came back. */
    public record Answer(ResponseCode code, String text) {}
}
