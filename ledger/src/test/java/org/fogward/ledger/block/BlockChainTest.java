package org.fogward.ledger.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.hyperledger.fabric.protos.common.Block;
import org.junit.jupiter.api.Test;

class BlockChainTest {
    private final BlockChain chain = new BlockChain();

    /** The bytes are laid out by hand here, after ITU-T X.690 and Fabric's protoutil.BlockHeaderBytes. */
    @Test
    void hashes_headers_as_fabric_does() throws Exception {
        byte[] data = sha256("onetwo".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        Block founding = chain.next(List.of(ByteString.copyFromUtf8("one"), ByteString.copyFromUtf8("two")));
        assertThat(founding.getHeader().getDataHash().toByteArray()).isEqualTo(data);
        chain.add(founding);
        byte[] der = ByteBuffer.allocate(41)
                .put(new byte[] {0x30, 39, 2, 1, 0, 4, 0, 4, 32})
                .put(data)
                .array();
        assertThat(chain.head().hash()).isEqualTo(HexFormat.of().formatHex(sha256(der)));

        Block second = chain.next(List.of(ByteString.copyFromUtf8("one"), ByteString.copyFromUtf8("two")));
        chain.add(second);
        byte[] linked = ByteBuffer.allocate(73)
                .put(new byte[] {0x30, 71, 2, 1, 1, 4, 32})
                .put(sha256(der))
                .put(new byte[] {4, 32})
                .put(data)
                .array();
        assertThat(chain.head().hash()).isEqualTo(HexFormat.of().formatHex(sha256(linked)));
        assertThat(chain.head().height()).isEqualTo(2);
    }

    @Test
    void refuses_a_block_without_a_transaction_or_with_something_beside_them() {
        Block empty = chain.next(List.of());
        assertThatThrownBy(() -> chain.read(empty.toByteArray())).hasMessage("block 0: there is no transaction");
        Block more = chain.next(List.of(ByteString.copyFromUtf8("one"))).toBuilder()
                .setUnknownFields(UnknownFieldSet.newBuilder()
                        .addField(
                                9,
                                UnknownFieldSet.Field.newBuilder().addVarint(1).build())
                        .build())
                .build();
        assertThatThrownBy(() -> chain.read(more.toByteArray()))
                .isInstanceOf(BrokenChainException.class)
                .hasMessageContaining("beside");
        assertThat(chain.head().height()).isZero();
    }

    private static byte[] sha256(byte[] bytes) throws Exception {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }
}
