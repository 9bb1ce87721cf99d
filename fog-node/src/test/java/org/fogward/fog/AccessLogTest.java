package org.fogward.fog;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.fogward.fog.access.Pseudonyms;
import org.fogward.fog.auditlog.AuditAction;
import org.fogward.fog.gate.SignedIn;
import org.fogward.fog.tls.ServerIdentity;
import org.fogward.ledger.LedgerClient;
import org.fogward.ledger.access.AccessEntry;
import org.fogward.ledger.access.AccessLog;
import org.fogward.ledger.fabric.ConnectionProfile;
import org.fogward.ledger.fabric.FabricLedger;
import org.fogward.ledger.identity.NodeRole;
import org.fogward.ledger.record.PageRequest;
import org.fogward.ledger.record.Stored;
import org.fogward.models.network.NetworkPool;
import org.fogward.protocol.auditlog.AuditChain;
import org.fogward.protocol.auditlog.AuditLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class AccessLogTest {
    @TempDir
    private Path folder;

    @Test
    void a_look_at_a_proof_is_on_the_ledger_once_and_under_a_pseudonym() throws Exception {
        try (NetworkPool networks = new NetworkPool(1);
                TestGateway first = new TestGateway("first");
                FogNode fog = new FogNode(Federations.config(folder, Federations.plan(1, 1), first), networks)) {
            fog.start();
            SSLContext tls = ServerIdentity.open(fog.authorityFile().getParent(), List.of(), Clock.systemUTC())
                    .clientContext();
            first.connect(fog);
            first.awaitAnchored(first.sendUpdate(first.awaitOpen(1), 0.25f, 10));
            fog.awaitFinished().get(60, TimeUnit.SECONDS);
            try (HttpClient client = HttpClient.newBuilder().sslContext(tls).build()) {
                URI code = fog.firstAccountUri().orElseThrow();
                SignedIn olga = SignedIn.first(client, code);
                assertThat(fog.firstAccountUri()).isEmpty();
                for (int i = 0; i < 3; i++) {
                    HttpRequest proofs = HttpRequest.newBuilder(fog.httpsUri().resolve("/api/proofs/1/first"))
                            .headers(olga.headers())
                            .build();
                    assertThat(client.send(proofs, HttpResponse.BodyHandlers.ofString())
                                    .body())
                            .contains("\"leaf\":");
                }
            }
            assertThat(entries(2))
                    .as("the account, and the look")
                    .extracting(entry -> entry.record().kind())
                    .containsExactlyInAnyOrder(AccessEntry.CHANGE, AccessEntry.PROOF);
            assertThat(entries(2)).allSatisfy(entry -> assertThat(entry.record().subject())
                    .isEqualTo(Pseudonyms.open(folder).of(SignedIn.NAME)));
            assertThat(fog.audit().findings()).isEmpty();
        }
    }

    @Test
    void an_audit_log_that_was_rewritten_does_not_fit_the_ledger() throws Exception {
        try (NetworkPool networks = new NetworkPool(1);
                TestGateway first = new TestGateway("first");
                FogNode fog = new FogNode(Federations.config(folder, Federations.plan(1, 1), first), networks)) {
            fog.start();
            SSLContext tls = ServerIdentity.open(fog.authorityFile().getParent(), List.of(), Clock.systemUTC())
                    .clientContext();
            try (HttpClient client = HttpClient.newBuilder().sslContext(tls).build()) {
                SignedIn.first(client, fog.firstAccountUri().orElseThrow());
            }
            // As a command in another process does.
            AuditLog log = new AuditLog(folder, Clock.systemUTC());
            log.write("olga", "", AuditAction.ACCOUNT_ADDED, "mallory as operator");
            log.write("olga", "", AuditAction.SIGNED_IN, "no change");
            entries(2);
        }
        ChangesOnLedger told = ChangesOnLedger.of(folder, TestGateway.FEDERATION);
        assertThat(told).isEqualTo(new ChangesOnLedger(2, 0, List.of()));
        // Whoever has the machine can write a log that is sound in itself.
        Path lines = folder.resolve("audit.log");
        Files.delete(lines);
        new AuditLog(folder, Clock.systemUTC()).write("olga", "", AuditAction.ACCOUNT_ADDED, "nobody as viewer");
        assertThat(AuditChain.read(folder, entry -> {}).findings()).isEmpty();
        ChangesOnLedger rewritten = ChangesOnLedger.of(folder, TestGateway.FEDERATION);
        assertThat(rewritten.findings()).hasSize(2).allMatch(finding -> finding.contains("not in the log"));
        assertThat(rewritten.waiting()).isEqualTo(1);
    }

    /** Waits until there are so many; one more would have been sent by then or is looked for at once after it. */
    private List<Stored<AccessEntry>> entries(int expected) throws Exception {
        ConnectionProfile profile = ConnectionProfile.read(folder.resolve("ledger/connection.json"));
        try (LedgerClient ledger =
                FabricLedger.connect(profile, profile.organizations().getFirst().mspId(), NodeRole.CLIENT)) {
            AccessLog log = new AccessLog(ledger);
            String federation = TestGateway.FEDERATION.value();
            List<Stored<AccessEntry>> entries =
                    log.entries(federation, PageRequest.first(100)).items();
            while (entries.size() < expected) {
                Thread.sleep(50);
                entries = log.entries(federation, PageRequest.first(100)).items();
            }
            assertThat(entries).hasSize(expected);
            return entries;
        }
    }
}
