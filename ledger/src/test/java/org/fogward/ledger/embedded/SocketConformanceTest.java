package org.fogward.ledger.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fogward.ledger.Anchors.anchor;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.fogward.ledger.ContractCall;
import org.fogward.ledger.LedgerClient;
import org.fogward.ledger.LedgerClientConformance;
import org.fogward.ledger.LedgerEvents;
import org.fogward.ledger.LedgerFixture;
import org.fogward.ledger.OpenedFederation;
import org.fogward.ledger.identity.Organisation;
import org.fogward.ledger.record.CanonicalJson;
import org.hyperledger.fabric.protos.gateway.EvaluateRequest;
import org.hyperledger.fabric.protos.gateway.GatewayGrpc;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketConformanceTest extends LedgerClientConformance {
    @TempDir
    Path directory;

    @Override
    protected LedgerFixture fixture() throws Exception {
        return new SocketFixture(directory);
    }

    @Test
    void events_go_on_by_themselves_when_the_ledger_comes_back() throws Exception {
        try (SocketFixture socket = new SocketFixture(directory.resolve("another"))) {
            LedgerClient client = socket.client();
            OpenedFederation.open("clinics", socket.admin(), client, "fogward");
            try (LedgerEvents events = client.events(client.head().height(), "")) {
                for (int round = 1; round <= 6; round++) {
                    String made = client.submit(ContractCall.of(
                                    "anchorRound", CanonicalJson.write(anchor("clinics", "fog-1", round))))
                            .place()
                            .orElseThrow()
                            .transactionId();
                    assertThat(events.next().transactionId()).isEqualTo(made);
                    if (round % 2 == 0) {
                        socket.restart();
                    }
                }
            }
        }
    }

    @Test
    void a_caller_without_a_certificate_of_the_ledgers_organisation_is_not_let_in() throws Exception {
        try (SocketFixture socket = new SocketFixture(directory.resolve("another"))) {
            Organisation foreign = Organisation.found("fogward", Instant.now());
            var stub = GatewayGrpc.newBlockingStub(socket.channel(foreign.issueTls("stranger", List.of("localhost"))));
            assertThatThrownBy(() -> stub.evaluate(EvaluateRequest.getDefaultInstance()))
                    .isInstanceOfSatisfying(
                            StatusRuntimeException.class,
                            e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE));
        }
    }
}
