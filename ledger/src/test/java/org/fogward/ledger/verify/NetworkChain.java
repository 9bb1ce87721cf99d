package org.fogward.ledger.verify;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.fogward.ledger.LedgerClient;
import org.fogward.ledger.fabric.ConnectionProfile;
import org.fogward.ledger.identity.SigningIdentity;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Status;
import org.hyperledger.fabric.protos.orderer.AtomicBroadcastGrpc;
import org.hyperledger.fabric.protos.orderer.BroadcastResponse;

/** What a network's operator can do beside its contract: get the blocks, hand things to the orderers, use anybody's keys. */
public record NetworkChain(Path directory, ConnectionProfile profile) {
    /** All blocks that a peer has. */
    public static List<byte[]> blocks(LedgerClient client) throws Exception {
        List<byte[]> blocks = new ArrayList<>();
        for (var next = client.block(0); next.isPresent(); next = client.block(blocks.size())) {
            blocks.add(next.get());
        }
        return blocks;
    }

    Status broadcast(Envelope envelope) throws Exception {
        ManagedChannel channel = profile.orderers().getFirst().open();
        try {
            CompletableFuture<Status> answer = new CompletableFuture<>();
            StreamObserver<Envelope> stream =
                    AtomicBroadcastGrpc.newStub(channel).broadcast(new Answer(answer));
            stream.onNext(envelope);
            stream.onCompleted();
            return answer.get(30, TimeUnit.SECONDS);
        } finally {
            channel.shutdownNow();
        }
    }

    SigningIdentity orderer(int number) throws IOException, GeneralSecurityException {
        return member(
                "OrderingMSP",
                "crypto/ordererOrganizations/ordering.fogward.test/orderers/orderer" + number
                        + ".ordering.fogward.test");
    }

    SigningIdentity ordererAdmin() throws IOException, GeneralSecurityException {
        return member(
                "OrderingMSP", "crypto/ordererOrganizations/ordering.fogward.test/users/Admin@ordering.fogward.test");
    }

    private SigningIdentity member(String mspId, String folder) throws IOException, GeneralSecurityException {
        Path msp = directory.resolve(folder).resolve("msp");
        try (var certificates = Files.list(msp.resolve("signcerts"))) {
            return SigningIdentity.read(mspId, certificates.findFirst().orElseThrow(), msp.resolve("keystore/priv_sk"));
        }
    }

    static ByteString envelope(byte[] block, int index) {
        try {
            return Block.parseFrom(block).getData().getData(index);
        } catch (InvalidProtocolBufferException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Answer(CompletableFuture<Status> status) implements StreamObserver<BroadcastResponse> {
        @Override
        public void onNext(BroadcastResponse response) {
            status.complete(response.getStatus());
        }

        @Override
        public void onError(Throwable failure) {
            status.completeExceptionally(failure);
        }

        @Override
        public void onCompleted() {
            status.completeExceptionally(new IllegalStateException("ended without an answer"));
        }
    }
}
