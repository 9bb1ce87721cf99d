package org.fogward.ledger.state;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fogward.ledger.transaction.Invocation;
import org.fogward.ledger.transaction.Sha256;
import org.hyperledger.fabric.shim.ledger.CompositeKey;

/** The parts of Fabric's stub that tell of the call. */
abstract class CallStub extends LimitedStub {
    private final Invocation invocation;

    CallStub(Invocation invocation) {
        this.invocation = invocation;
    }

    Invocation invocation() {
        return invocation;
    }

    @Override
    public List<byte[]> getArgs() {
        return invocation.arguments().stream().map(ByteString::toByteArray).toList();
    }

    @Override
    public List<String> getStringArgs() {
        return invocation.arguments().stream().map(ByteString::toStringUtf8).toList();
    }

    @Override
    public String getFunction() {
        return getStringArgs().stream().findFirst().orElse("");
    }

    @Override
    public List<String> getParameters() {
        return getStringArgs().stream().skip(1).toList();
    }

    @Override
    public String getTxId() {
        return invocation.transactionId();
    }

    @Override
    public String getChannelId() {
        return invocation.header().channel();
    }

    @Override
    public CompositeKey createCompositeKey(String type, String... attributes) {
        return new CompositeKey(type, attributes);
    }

    @Override
    public CompositeKey splitCompositeKey(String key) {
        return CompositeKey.parseCompositeKey(key);
    }

    @Override
    public Instant getTxTimestamp() {
        return invocation.header().timestamp();
    }

    @Override
    public byte[] getCreator() {
        return invocation.header().creator().toByteArray();
    }

    @Override
    public Map<String, byte[]> getTransient() {
        Map<String, byte[]> values = new HashMap<>();
        invocation.transients().forEach((name, value) -> values.put(name, value.toByteArray()));
        return values;
    }

    /** Fabric's: SHA-256 over nonce, creator and epoch, which is always 0. */
    @Override
    public byte[] getBinding() {
        ByteString epoch = ByteString.copyFrom(
                ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).array());
        return Sha256.of(invocation.header().nonce(), invocation.header().creator(), epoch)
                .toByteArray();
    }
}
