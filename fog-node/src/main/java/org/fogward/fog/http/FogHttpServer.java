package org.fogward.fog.http;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.RuntimeBeanDefinition;
import io.micronaut.http.server.exceptions.ServerStartupException;
import io.micronaut.http.server.netty.NettyEmbeddedServer;
import io.micronaut.web.router.Router;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.fogward.fog.access.Looks;
import org.fogward.fog.anchor.ProofSource;
import org.fogward.fog.audit.Verification;
import org.fogward.fog.blob.BlobStore;
import org.fogward.fog.enrol.GatewayDoor;
import org.fogward.fog.gate.Gatehouse;
import org.fogward.fog.gate.GatewayDesk;
import org.fogward.fog.health.HealthChecks;
import org.fogward.fog.limit.Downloads;
import org.fogward.fog.limit.Peers;
import org.fogward.fog.metrics.FogMetrics;
import org.fogward.fog.tls.ServerIdentity;
import org.fogward.fog.view.LedgerPages;
import org.fogward.fog.view.ViewSource;

/**
 * The fog node's HTTPS door (RFC 9110, TLS 1.3): the operators' page with its event stream, {@code /blobs/<sha256>},
 * {@code /gateway/settings} and enrolment (RFC 7030) for gateways, {@code /proofs}, {@code /health} and {@code /metrics}, each for whom it is for. Each server has an application context of its own, so that
 * any number may live in one JVM. {@link #start} and {@link #close} are for one thread; everything behind the door is thread-safe.
 */
public final class FogHttpServer implements AutoCloseable {
    /** Set in this server's context alone, so that no other Micronaut context of the JVM picks up its beans. */
    static final String MARK = "fogward.fog.http";

    private static final int MOST_HEADER_BYTES = 16 << 10;
    private static final long MOST_STREAMS = 64;

    private final HttpOptions options;
    private final ApplicationContext context;

    /**
     * Wires the door; nothing listens yet.
     *
     * @param behind what the door leads to
     */
    public FogHttpServer(HttpOptions options, ServerIdentity identity, Behind behind) {
        this.options = options;
        context = ApplicationContext.builder()
                .enableDefaultPropertySources(false)
                .environmentPropertySource(false)
                .deduceEnvironment(false)
                .bootstrapEnvironment(false)
                .banner(false)
                .properties(properties(options))
                .beansPredicate(type -> isOurs(type.getBeanType().getName()))
                .beanDefinitions(
                        bean(ViewSource.class, behind::views),
                        bean(BlobStore.class, behind::blobs),
                        bean(BlobTraffic.class, behind::blobTraffic),
                        bean(Peers.class, behind::peers),
                        bean(Downloads.class, () -> new Downloads(behind.peers())),
                        bean(ProofSource.class, behind::proofs),
                        bean(LedgerPages.class, behind::ledgerPages),
                        bean(Verification.class, behind::verification),
                        bean(HealthChecks.class, behind::health),
                        bean(FogMetrics.class, behind::metrics),
                        bean(ServerIdentity.class, () -> identity),
                        bean(GatewayDoor.class, behind::gateways),
                        bean(Gatehouse.class, behind::gatehouse),
                        bean(Looks.class, behind::looks),
                        bean(GatewayDesk.class, behind::desk))
                .build();
    }

    /**
     * What the door leads to.
     *
     * @param views what the page shows
     * @param blobs what gateways download
     * @param blobTraffic hears of each download
     * @param peers what each peer may cost
     * @param proofs what the proof pages show
     * @param ledgerPages what is fetched page by page of the ledger
     * @param verification checks the history for the page
     * @param health what {@code /health} looks at
     * @param metrics what {@code /metrics} shows; the caller closes it
     * @param gateways who may show a certificate, and get one
     * @param gatehouse who may enter
     * @param looks hears of each look at a proof
     * @param desk what operators do about gateways
     */
    public record Behind(
            ViewSource views,
            BlobStore blobs,
            BlobTraffic blobTraffic,
            Peers peers,
            ProofSource proofs,
            LedgerPages ledgerPages,
            Verification verification,
            HealthChecks health,
            FogMetrics metrics,
            GatewayDoor gateways,
            Gatehouse gatehouse,
            Looks looks,
            GatewayDesk desk) {}

    /**
     * Starts to listen.
     *
     * @return the port
     * @throws UncheckedIOException if the address cannot be had; names the host and the port
     */
    public int start() {
        context.start();
        try {
            return server().start().getPort();
        } catch (ServerStartupException e) {
            context.close();
            String problem = "http: cannot listen on " + options.host() + " port " + options.port();
            throw new UncheckedIOException(new IOException(problem, e));
        }
    }

    /** Where the page is, with the name {@code localhost} if the door listens on every address. Only after {@link #start}. */
    public URI uri() {
        boolean everywhere = options.host().equals("0.0.0.0") || options.host().equals("::");
        String host = everywhere ? "localhost" : options.host();
        return URI.create("https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + server().getPort());
    }

    /** Ends the event streams and stops listening: after it the address is free. */
    @Override
    public void close() {
        if (context.isRunning()) {
            // Closing the context alone returns while the address is still taken.
            server().stopServerOnly();
        }
        context.close();
    }

    /** All routes that the door has, each as its method and its path as declared. */
    List<String> routes() {
        return context.getBean(Router.class)
                .uriRoutes()
                .map(route -> route.getHttpMethodName() + " "
                        + route.getUriMatchTemplate().toPathString())
                .distinct()
                .toList();
    }

    private NettyEmbeddedServer server() {
        return context.getBean(NettyEmbeddedServer.class);
    }

    private static <T> RuntimeBeanDefinition<T> bean(Class<T> type, Supplier<T> part) {
        return RuntimeBeanDefinition.builder(type, part).singleton(true).build();
    }

    private static boolean isOurs(String type) {
        return !type.startsWith("org.fogward.") || type.startsWith("org.fogward.fog.");
    }

    private static Map<String, Object> properties(HttpOptions options) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(MARK, true);
        properties.put("micronaut.server.ssl.enabled", true);
        properties.put("micronaut.server.netty.listeners.https.host", options.host());
        properties.put("micronaut.server.netty.listeners.https.port", options.port());
        properties.put("micronaut.server.netty.listeners.https.ssl", true);
        properties.put("micronaut.server.http-version", "2.0");
        properties.put("micronaut.server.netty.parent.shutdown-quiet-period", "0s");
        properties.put("micronaut.server.max-request-size", "64KB");
        // RequestPace ends idle connections; this would end those as well whose answer takes long to make.
        properties.put("micronaut.server.idle-timeout", Duration.ofSeconds(-1));
        properties.put("micronaut.server.netty.max-header-size", MOST_HEADER_BYTES);
        properties.put("micronaut.server.netty.http2.max-header-list-size", (long) MOST_HEADER_BYTES);
        properties.put("micronaut.server.netty.http2.max-concurrent-streams", MOST_STREAMS);
        properties.put("micronaut.server.date-header", true);
        properties.put("micronaut.server.responses.file.cache-seconds", 60);
        properties.put("micronaut.router.static-resources.assets.paths", "classpath:fogward/dashboard/assets");
        properties.put("micronaut.router.static-resources.assets.mapping", "/assets/**");
        properties.put("micronaut.router.static-resources.webjars.paths", "classpath:META-INF/resources/webjars");
        properties.put("micronaut.router.static-resources.webjars.mapping", "/webjars/**");
        properties.put("micronaut.serde.serialization.inclusion", "ALWAYS");
        return properties;
    }
}
