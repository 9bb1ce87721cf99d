package org.fogward.ledger.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ClientInterceptor;
import io.grpc.ClientInterceptors;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import io.grpc.stub.StreamObserver;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.fogward.ledger.BadLineConformance;
import org.fogward.ledger.LedgerClient;
import org.fogward.ledger.client.ClientOptions;
import org.fogward.ledger.client.GatewayLedgerClient;
import org.fogward.ledger.fabric.FabricNetwork.Ordering;
import org.fogward.ledger.identity.NodeRole;
import org.hyperledger.fabric.protos.peer.ChaincodeGrpc;
import org.hyperledger.fabric.protos.peer.ChaincodeMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@NeedsFabric
class RaftNetworkTest extends FabricNetworkConformance {
    RaftNetworkTest() {
        super(Ordering.RAFT);
    }

    /** What a client promises when answers are lost. */
    @Nested
    class BadLine extends BadLineConformance {
        private final List<ManagedChannel> channels = new ArrayList<>();

        @Override
        protected LedgerClient client(ClientInterceptor... line) throws Exception {
            ConnectionProfile profile = network().profile();
            Organization north = profile.organization("NorthMSP");
            channels.add(north.peer().open());
            return new GatewayLedgerClient(
                    ClientInterceptors.intercept(channels.getLast(), line),
                    north.identity(NodeRole.CLIENT),
                    ClientOptions.of(profile.channel(), profile.chaincode()));
        }

        @BeforeEach
        void open() throws Exception {
            try (LedgerClient admin = FabricLedger.connect(network().profile(), "NorthMSP", NodeRole.ADMIN)) {
                openFederation(admin, "NorthMSP");
            }
        }

        @AfterEach
        void close() {
            channels.forEach(ManagedChannel::shutdownNow);
        }
    }

    @Test
    void a_contract_speaks_to_whoever_shows_a_certificate_of_its_peers_authority_and_to_nobody_else() throws Exception {
        Endpoint contract = network().contract("south");
        Path peer = network().peerTls("south");
        ManagedChannel known = Grpc.newChannelBuilder(
                        contract.address(),
                        TlsChannelCredentials.newBuilder()
                                .trustManager(contract.tlsCa().toFile())
                                .keyManager(
                                        peer.resolve("server.crt").toFile(),
                                        peer.resolve("server.key").toFile())
                                .build())
                .build();
        try {
            assertThat(firstMessage(known).getType()).isEqualTo(ChaincodeMessage.Type.REGISTER);
            assertThatThrownBy(() -> firstMessage(contract.open()))
                    .cause()
                    .isInstanceOfSatisfying(
                            StatusRuntimeException.class,
                            refused -> assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE));
        } finally {
            // The shim keeps one state for all of its connections: after another one was made, it does not answer on
            // the
            // peer's own any more.
            network().kill("contract-south");
            network().start("contract-south");
        }
    }

    private static ChaincodeMessage firstMessage(ManagedChannel channel) throws Exception {
        CompletableFuture<ChaincodeMessage> first = new CompletableFuture<>();
        try {
            ChaincodeGrpc.newStub(channel).connect(new FirstMessage(first));
            return first.get(30, TimeUnit.SECONDS);
        } finally {
            channel.shutdownNow();
        }
    }

    private record FirstMessage(CompletableFuture<ChaincodeMessage> first) implements StreamObserver<ChaincodeMessage> {
        @Override
        public void onNext(ChaincodeMessage message) {
            first.complete(message);
        }

        @Override
        public void onError(Throwable failure) {
            first.completeExceptionally(failure);
        }

        @Override
        public void onCompleted() {
            first.completeExceptionally(new IllegalStateException("ended without a message"));
        }
    }
}
