package org.fogward.protocol.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.stream.LongStream;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.fogward.protocol.digest.Digest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChainHeadTest {
    static LongStream blocks() {
        return LongStream.of(
                0, 1, 126, 127, 128, 254, 255, 256, 32_766, 32_767, 1L << 31, (1L << 55) - 1, Long.MAX_VALUE - 1);
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void hashes_a_header_as_its_asn1_is(long block) throws Exception {
        Digest before = Digest.of(new byte[] {1});
        Digest data = Digest.of(new byte[] {2});
        ASN1EncodableVector header = new ASN1EncodableVector();
        header.add(new ASN1Integer(BigInteger.valueOf(block).add(BigInteger.ONE)));
        header.add(new DEROctetString(before.bytes()));
        header.add(new DEROctetString(data.bytes()));

        ChainHead next = new ChainHead(block, before).next(data);

        assertThat(next.block()).isEqualTo(block + 1);
        assertThat(next.hash()).isEqualTo(Digest.of(new DERSequence(header).getEncoded("DER")));
    }

    @Test
    void refuses_a_negative_number() {
        assertThatThrownBy(() -> new ChainHead(-1, Digest.of(new byte[0])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("block:");
    }
}
