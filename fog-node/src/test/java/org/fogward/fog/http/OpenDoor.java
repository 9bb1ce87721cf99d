package org.fogward.fog.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.fogward.fog.anchor.ProofSource;
import org.fogward.fog.audit.Verification;
import org.fogward.fog.blob.BlobStore;
import org.fogward.fog.blob.FileBlobStore;
import org.fogward.fog.enrol.TestAuthority;
import org.fogward.fog.gate.Gatehouse;
import org.fogward.fog.gate.SignedIn;
import org.fogward.fog.health.ComponentHealth;
import org.fogward.fog.health.HealthCheck;
import org.fogward.fog.health.HealthChecks;
import org.fogward.fog.limit.PeerLimits;
import org.fogward.fog.metrics.FogMetrics;
import org.fogward.fog.openid.OpenIdSignIn;
import org.fogward.fog.people.SettableClock;
import org.fogward.fog.round.Database;
import org.fogward.fog.tls.ServerIdentity;
import org.fogward.fog.view.ExampleLedgers;
import org.fogward.fog.view.ExampleViews;
import org.fogward.fog.view.LedgerPages;
import org.fogward.fog.view.ScriptedViews;

/**
 * A real HTTPS server on a free port with everything behind it in a test's hands. {@link #get}, {@link #head} and {@link #post} ask as
 * an operator who has signed in, {@link #ask} as nobody.
 */
public final class OpenDoor implements AutoCloseable {
    public final ScriptedViews views = new ScriptedViews(ExampleViews.starting());
    public final FogMetrics metrics = new FogMetrics();
    public final AtomicReference<ComponentHealth> broker = new AtomicReference<>(ComponentHealth.up());
    public final AtomicReference<ProofSource> proofs = new AtomicReference<>((round, gateway) -> List.of());
    public final AtomicReference<LedgerPages> ledgerPages =
            new AtomicReference<>(after -> ExampleLedgers.participants(7, after));
    public final List<String> looks = new CopyOnWriteArrayList<>();
    public final List<Long> downloads = new CopyOnWriteArrayList<>();
    public final AtomicReference<Verification.Source> audits = new AtomicReference<>(() -> {
        throw new IOException("nothing is stored");
    });
    public final BlobStore blobs;
    public final SettableClock clock = new SettableClock();
    public final Gatehouse gatehouse;
    public final HttpClient client;
    public final URI uri;
    public final SignedIn operator;
    private final Verification verification =
            new Verification(() -> audits.get().open(), Clock.systemUTC());
    private final FogHttpServer server;
    public final TestAuthority authority;

    public OpenDoor(Path folder) throws IOException, InterruptedException {
        this(folder, 0);
    }

    /** Opens it on a given port; with the same folder it shows the same certificate again. */
    public OpenDoor(Path folder, int port) throws IOException, InterruptedException {
        this(folder, port, true, Optional.empty(), PeerLimits.DEFAULT);
    }

    private OpenDoor(Path folder, int port, boolean people, Optional<OpenIdSignIn> openid, PeerLimits limits)
            throws IOException, InterruptedException {
        gatehouse = Gatehouse.open(
                Files.createDirectories(folder), Database.open(folder.resolve(Database.FILE)), clock, openid);
        blobs = new FileBlobStore(folder.resolve("blobs"));
        authority = new TestAuthority(folder, metrics);
        ServerIdentity identity = authority.identity;
        client = HttpClient.newBuilder().sslContext(identity.clientContext()).build();
        server = new FogHttpServer(
                new HttpOptions("127.0.0.1", port),
                identity,
                new FogHttpServer.Behind(
                        views,
                        blobs,
                        (gateway, bytes) -> downloads.add(bytes),
                        authority.peers(limits),
                        (round, gateway) -> proofs.get().proofs(round, gateway),
                        after -> ledgerPages.get().participants(after),
                        verification,
                        new HealthChecks(List.of(new BrokerCheck())),
                        metrics,
                        authority.door(),
                        gatehouse,
                        (who, leaf) -> looks.add(who + " " + leaf.hex()),
                        new ExampleDesk()));
        server.start();
        uri = server.uri();
        operator = people ? enter() : new SignedIn("nobody=", "");
    }

    /** One whose people an organisation signs in. */
    public static OpenDoor with(Path folder, OpenIdSignIn openid) throws IOException, InterruptedException {
        return new OpenDoor(folder, 0, true, Optional.of(openid), PeerLimits.DEFAULT);
    }

    /** One where nobody has an account yet. */
    public static OpenDoor withoutPeople(Path folder) throws IOException, InterruptedException {
        return new OpenDoor(folder, 0, false, Optional.empty(), PeerLimits.DEFAULT);
    }

    /** One with limits of its own. */
    public static OpenDoor with(Path folder, PeerLimits limits) throws IOException, InterruptedException {
        return new OpenDoor(folder, 0, true, Optional.empty(), limits);
    }

    /** Where the first account is made, if there is none. */
    public Optional<URI> firstAccount() {
        return gatehouse.firstCode().map(code -> uri.resolve("/first#" + code.reveal()));
    }

    /** The first account is made by the code, as an operator does. */
    private SignedIn enter() throws IOException, InterruptedException {
        Optional<URI> first = firstAccount();
        return first.isPresent()
                ? SignedIn.first(client, first.get())
                : SignedIn.by(client, uri, SignedIn.NAME, SignedIn.PASSWORD);
    }

    /** All routes of the door. */
    public List<String> routes() {
        return server.routes();
    }

    /** Sends a request of nobody's, or of whoever the headers say. */
    public HttpResponse<String> ask(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(uri + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        return client.send(
                (headers.length == 0 ? request : request.headers(headers)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Sends a GET with these header names and values. */
    public HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        return send(request(path, headers).GET());
    }

    /** Sends a HEAD with these header names and values. */
    public HttpResponse<byte[]> head(String path, String... headers) throws IOException, InterruptedException {
        return send(request(path, headers).HEAD());
    }

    public HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(uri + path)).headers(operator.headers());
        return headers.length == 0 ? request : request.headers(headers);
    }

    /** Sends an empty POST with these header names and values. */
    public HttpResponse<byte[]> post(String path, String... headers) throws IOException, InterruptedException {
        return send(request(path, headers).POST(HttpRequest.BodyPublishers.noBody()));
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    @Override
    public void close() {
        server.close();
        verification.close();
        client.close();
        metrics.close();
    }

    private final class BrokerCheck implements HealthCheck {
        @Override
        public String component() {
            return "broker";
        }

        @Override
        public ComponentHealth check() {
            return broker.get();
        }
    }
}
