package org.fogward.ledger.state;

import com.google.protobuf.ByteString;
import org.hyperledger.fabric.shim.ledger.KeyValue;

/** A key and its value, as a query gives them. */
record StateResult(String key, ByteString value) implements KeyValue {
    @Override
    public String getKey() {
        return key;
    }

    @Override
    public byte[] getValue() {
        return value.toByteArray();
    }

    @Override
    public String getStringValue() {
        return value.toStringUtf8();
    }
}
