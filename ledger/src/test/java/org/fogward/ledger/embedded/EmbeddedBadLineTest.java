package org.fogward.ledger.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fogward.ledger.Anchors.anchor;

import com.google.protobuf.Any;
import io.grpc.ClientInterceptor;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.fogward.ledger.BadLineConformance;
import org.fogward.ledger.ContractCall;
import org.fogward.ledger.LedgerClient;
import org.fogward.ledger.LedgerEvents;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.LedgerException.Reason;
import org.fogward.ledger.OpenedFederation;
import org.fogward.ledger.TornAnswers;
import org.fogward.ledger.client.ClientOptions;
import org.fogward.ledger.client.GatewayLedgerClient;
import org.fogward.ledger.client.TlsChannels;
import org.fogward.ledger.contract.FederationContract;
import org.fogward.ledger.identity.NodeRole;
import org.fogward.ledger.identity.Organisation;
import org.fogward.ledger.identity.SigningIdentity;
import org.fogward.ledger.record.CanonicalJson;
import org.hyperledger.fabric.protos.gateway.ErrorDetail;
import org.hyperledger.fabric.protos.gateway.GatewayGrpc;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBadLineTest extends BadLineConformance {
    private final List<LedgerClient> clients = new ArrayList<>();

    @TempDir
    Path directory;

    private EmbeddedLedger ledger;

    @BeforeEach
    void open() throws Exception {
        ledger = EmbeddedLedger.open(directory, EmbeddedOptions.standard());
        try (LedgerClient admin = ledger.connect(ledger.member(NodeRole.ADMIN))) {
            openFederation(admin, "fogward");
            OpenedFederation.open("clinics", admin, client(), "fogward");
        }
    }

    @AfterEach
    void close() throws Exception {
        clients.forEach(LedgerClient::close);
        ledger.close();
    }

    @Override
    protected LedgerClient client(ClientInterceptor... line) throws Exception {
        clients.add(new GatewayLedgerClient(
                ClientInterceptors.intercept(ledger.channel(), line),
                ledger.member(NodeRole.CLIENT),
                ClientOptions.of(EmbeddedLedger.CHANNEL, FederationContract.NAME)));
        return clients.getLast();
    }

    @Test
    void a_ledger_that_was_closed_is_unavailable() throws Exception {
        LedgerClient client = client();
        ledger.close();
        assertUnavailable(client);
    }

    @Test
    void a_ledger_that_cannot_be_reached_is_unavailable() throws Exception {
        Organisation organisation = Organisation.found("fogward", Instant.now());
        SigningIdentity caller = organisation.issue("fog-1", NodeRole.CLIENT);
        ManagedChannel channel = TlsChannels.open(
                nobodyListens(),
                organisation.trust().tlsRoots(),
                organisation.issueTls("caller", List.of("localhost")));
        try (LedgerClient client = new GatewayLedgerClient(
                channel, caller, ClientOptions.of(EmbeddedLedger.CHANNEL, FederationContract.NAME))) {
            assertUnavailable(client);
        } finally {
            channel.shutdownNow();
        }
    }

    @Test
    void a_refusal_by_another_organisations_peer_alone_is_tried_again_because_it_may_be_behind() throws Exception {
        TornAnswers line = TornAnswers.first(3, GatewayGrpc.getEndorseMethod(), refusedBy("SouthMSP"));
        assertThat(client(line).submit(anchoring()).place()).isPresent();
        assertThat(line.calls()).isEqualTo(4);
    }

    @Test
    void a_refusal_by_another_organisations_peer_that_stays_is_a_refusal() throws Exception {
        LedgerClient client = client(TornAnswers.first(1000, GatewayGrpc.getEndorseMethod(), refusedBy("SouthMSP")));
        refused(Reason.MISSING, () -> client.submit(anchoring()));
    }

    @Test
    void a_refusal_by_the_callers_own_peer_is_final() throws Exception {
        TornAnswers line = TornAnswers.first(1, GatewayGrpc.getEndorseMethod(), refusedBy("fogward"));
        LedgerClient client = client(line);
        refused(Reason.MISSING, () -> client.submit(anchoring()));
        assertThat(line.calls()).isEqualTo(1);
    }

    private static StatusRuntimeException refusedBy(String mspId) {
        return StatusProto.toStatusRuntimeException(com.google.rpc.Status.newBuilder()
                .setCode(Status.Code.ABORTED.value())
                .setMessage("failed to collect enough transaction endorsements")
                .addDetails(Any.pack(ErrorDetail.newBuilder()
                        .setMspId(mspId)
                        .setMessage("chaincode response 500, MISSING: the federation is not on the ledger")
                        .build()))
                .build());
    }

    private static ContractCall anchoring() {
        return ContractCall.of("anchorRound", CanonicalJson.write(anchor("clinics", "fog-1", 1)));
    }

    private static void assertUnavailable(LedgerClient client) throws Exception {
        unavailable(() ->
                client.submit(ContractCall.of("anchorRound", CanonicalJson.write(anchor("clinics", "fog-1", 1)))));
        unavailable(() -> client.evaluate(ContractCall.of("find", "round", "clinics/fog-1/1")));
        unavailable(() -> client.find("ab".repeat(32)));
        unavailable(client::head);
        unavailable(() -> client.block(0));
        unavailable(() -> client.events(0, "ab".repeat(32)));
        LedgerEvents events = client.events(0, "");
        Thread closing = Thread.ofVirtual().start(events::close);
        assertThat(events.hasNext()).isFalse();
        closing.join();
    }

    private static void unavailable(ThrowingCallable call) {
        refused(Reason.UNAVAILABLE, call);
    }

    private static void refused(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(LedgerException.class, e -> assertThat(e.reason())
                .isEqualTo(reason));
    }

    private static InetSocketAddress nobodyListens() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
        }
    }
}
