package org.fogward.edge.intake;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.cert.Certificate;
import java.time.Clock;
import java.util.concurrent.ScheduledExecutorService;
import org.eclipse.californium.core.CoapServer;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.core.network.interceptors.MessageInterceptorAdapter;
import org.eclipse.californium.core.network.serialization.UdpDataSerializer;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.util.ExecutorsUtil;
import org.eclipse.californium.elements.util.NamedThreadFactory;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.eclipse.californium.scandium.dtls.CertificateType;
import org.eclipse.californium.scandium.dtls.x509.SingleCertificateProvider;
import org.fogward.edge.config.CoapDoor;
import org.fogward.edge.device.DeviceAuthority;
import org.fogward.edge.device.GatewayDevices;
import org.fogward.edge.store.SampleProfile;
import org.fogward.edge.store.SampleStore;

/**
 * The gateway's CoAP server (RFC 7252) over DTLS 1.2 with pre-shared keys, certificates and connection ids (RFC 4279, RFC 8422, RFC 9146): the
 * door {@code images} where the profile is of images, {@code signals} otherwise, and the one where devices enrol. Only devices of the
 * register get past the handshake.
 */
public final class IntakeServer implements AutoCloseable {
    private final CoapServer server;
    private final CoapEndpoint endpoint;
    private final DeviceWatch watch;

    /**
     * Makes a server; it listens from {@link #start()} on.
     *
     * @param door the address
     * @param profile what samples look like
     * @param store where they go
     * @param counters counts what came
     * @param devices who may come in
     * @param clock tells how often somebody guessed at codes lately
     */
    public IntakeServer(
            CoapDoor door,
            SampleProfile profile,
            SampleStore store,
            IntakeCounters counters,
            GatewayDevices devices,
            Clock clock) {
        int maxBytes = profile.isImage() ? ImagesDoor.maxBytes(profile) : SignalsDoor.maxBytes(profile);
        Configuration limits = CoapLimits.of(maxBytes);
        DeviceHandshakes handshakes = new DeviceHandshakes(counters, clock);
        DTLSConnector connector = new DTLSConnector(dtls(door, limits, devices, handshakes, counters));
        handshakes.attach(connector);
        this.watch = new DeviceWatch(devices.proofs(), handshakes, connector);
        this.endpoint = CoapEndpoint.builder()
                .setConfiguration(limits)
                .setDataSerializerAndParser(new UdpDataSerializer(), new StrictParser())
                .setConnector(connector)
                .build();
        endpoint.addInterceptor(new MessageInterceptorAdapter() {
            @Override
            public void sendResponse(Response response) {
                if (response.getCode() == ResponseCode.REQUEST_ENTITY_TOO_LARGE) {
                    counters.countRefused(RefusalCause.TOO_LARGE);
                }
            }
        });
        this.server = new CoapServer(limits);
        server.addEndpoint(endpoint);
        server.add(
                profile.isImage()
                        ? new ImagesDoor(profile, store, counters)
                        : new SignalsDoor(profile, store, counters));
        server.getRoot().getChild(".well-known").add(new EstDoor(devices, Thread::startVirtualThread));
        server.setMessageDeliverer(new DeviceGate(server.getRoot(), limits, devices.proofs(), counters));
    }

    /**
     * Starts to listen.
     *
     * @throws IOException when the address is taken or not this machine's
     */
    public void start() throws IOException {
        ScheduledExecutorService protocol =
                ExecutorsUtil.newSingleThreadScheduledExecutor(new NamedThreadFactory("coap-"));
        server.setExecutors(protocol, protocol, false);
        try {
            server.start();
            watch.start();
        } catch (IllegalStateException e) {
            throw new IOException("coap: cannot listen on " + endpoint.getAddress(), e);
        }
    }

    /** Where devices send to, with the port that was taken; after {@link #start()}. */
    public URI uri() {
        return endpoint.getUri();
    }

    /** Stops to listen. Requests whose sample is being written may stay unanswered: their devices send again. */
    @Override
    public void close() {
        watch.close();
        server.destroy();
    }

    private static DtlsConnectorConfig dtls(
            CoapDoor door,
            Configuration limits,
            GatewayDevices devices,
            DeviceHandshakes handshakes,
            IntakeCounters counters) {
        DeviceAuthority authority = devices.authority();
        DeviceAuthority.Identity own = authority.server(door.host());
        return DtlsConnectorConfig.builder(limits)
                .setAddress(new InetSocketAddress(door.host(), door.port()))
                .setAdvancedPskStore(new DeviceKeys(devices.proofs(), handshakes, counters))
                .setCertificateIdentityProvider(new SingleCertificateProvider(
                        own.key(), new Certificate[] {own.certificate()}, CertificateType.X_509))
                .setAdvancedCertificateVerifier(new DeviceCertificates(devices.proofs(), authority, counters))
                .setApplicationLevelInfoSupplier(new Peer())
                .setResumptionVerifier(new DeviceResumption(devices.proofs()))
                .setSessionListener(handshakes)
                .setConnectionListener(handshakes)
                .build();
    }
}
