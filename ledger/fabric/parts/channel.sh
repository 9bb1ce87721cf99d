# Joins the nodes to the channel and has both organisations agree on the contract. Sourced by ../network.

# Keeps what a command says for when it fails.
logged() { # name of the log, command ...
    local log=$dir/log/$1.log
    shift
    "$@" >>"$log" 2>&1 || {
        grep '^Error' "$log" | tail -n 1 >&2
        fail "the network could not be set up; see $log"
    }
}

join_orderers() {
    local name tls
    for name in "${orderers[@]}"; do
        tls=$(orderer_folder "$name")/tls
        logged "join-$name" "$bin/osnadmin" channel join --channelID "$channel" --config-block channel.block \
            -o "127.0.0.1:$(port "$name" 1)" --ca-file "$tls/ca.crt" \
            --client-cert "$tls/server.crt" --client-key "$tls/server.key"
        # The program calls it a success whenever there is an answer.
        grep -q '^Status: 201' "log/join-$name.log" || fail "$name did not join: $(tr -d '\n\t' <"log/join-$name.log")"
    done
}

as_admin() { # organization, arguments of peer ...
    local organization=$1 peer_environment
    shift
    peer_settings "$organization"
    env "${peer_environment[@]}" \
        "CORE_PEER_MSPCONFIGPATH=$dir/$(peers_folder "$organization")/users/Admin@$organization.$domain/msp" \
        timeout 60 "$bin/peer" "$@"
}

# The ordering service may still elect its leader.
repeated() { # name, command ...
    local tries name=$1
    shift
    for ((tries = 0; tries < 30; tries++)); do
        "$@" >>"$dir/log/$name.log" 2>&1 && return
        sleep 0.3
    done
    logged "$name" "$@"
}

agree_on_contract() {
    local name peers=() pids=() definition
    definition=(-o "127.0.0.1:$(port orderer1 0)" --tls --cafile "$dir/$(orderer_folder orderer1)/tls/ca.crt"
        --channelID "$channel" --name "$contract" --version 1 --sequence 1)
    for name in "${organizations[@]}"; do
        (
            repeated "admin-$name" as_admin "$name" channel join -b channel.block
            logged "admin-$name" as_admin "$name" lifecycle chaincode install "packages/$name.tar.gz"
            repeated "admin-$name" as_admin "$name" lifecycle chaincode approveformyorg "${definition[@]}" \
                --package-id "$(<"packages/$name.id")"
        ) &
        pids+=($!)
        peers+=(--peerAddresses "127.0.0.1:$(port "peer-$name" 0)"
            --tlsRootCertFiles "$dir/$(node_tls "$name" peer)/ca.crt")
    done
    for name in "${pids[@]}"; do wait "$name" || exit 1; done
    repeated admin-north as_admin north lifecycle chaincode commit "${definition[@]}" "${peers[@]}"
}

# A call that only reads, so that the first real one finds the contract connected.
call_contracts() {
    local name
    for name in "${organizations[@]}"; do
        repeated "admin-$name" as_admin "$name" chaincode query --channelID "$channel" --name "$contract" \
            --ctor '{"Args": ["find", "federation", "none"]}'
    done
}

# Each peer must know from the other's gossip that both run the contract: until then a gateway finds no endorsers.
await_endorsers() {
    local name user
    for name in "${organizations[@]}"; do
        user=$(peers_folder "$name")/users/User1@$name.$domain/msp
        FABRIC_CFG_PATH="$bin/../config" repeated discover "$bin/discover" \
            --peerTLSCA "$(node_tls "$name" peer)/ca.crt" --MSP "$(msp_id "$name")" \
            --userCert "$user/signcerts/User1@$name.$domain-cert.pem" --userKey "$user/keystore/priv_sk" \
            endorsers --channel "$channel" --chaincode "$contract" --server "127.0.0.1:$(port "peer-$name" 0)"
    done
}
