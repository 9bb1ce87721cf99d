#!/usr/bin/env bash
# Compares a step of ours with another, PyTorch's or our own, pair by pair: one after the other on the same machine, the order
# changing from pair to pair, so that what else the machine does falls on both.
set -euo pipefail

usage() {
    cat <<'TEXT'
Usage: pairs.sh [options] mobilenet|motion TASK

TASK is a step of ours:
  train       a whole training step
  predict     a prediction
  frozen      a training step of the last five blocks, on what came through the others before
  pruned      a training step with half the multiply-adds
  clipped     a training step that shortens each example's gradient
  statistics  a training step that normalises with running statistics

  --against B     torch (default; only train and predict), stock (Deeplearning4j's own layers), or another task
  --width A       channel multiplier (default 0.35 for mobilenet, 1 for motion)
  --pixels N      height and width of an image (default 96)
  --batch N       examples in a step (default 16)
  --threads N     of both sides, 1 to 4 (default 1)
  --lanes N       the most floats in a vector of ours (default: the machine's)
  --heap SIZE     of our Java heap (default 600m)
  --pairs N       how many, at least 8 (default 8)
  --warmup S      seconds before measuring (default 10)
  --seconds S     seconds of measuring (default 10)
  --layout L      PyTorch's: channels_last (default) or contiguous

Prints for each pair the median wall time and the mean CPU time of a step in milliseconds, how many times as long the other
takes, and both processes' peak memory in megabytes; at the end the medians. Environment: PYTHON (default /usr/bin/python3).
TEXT
}

fail() {
    printf 'pairs.sh: %s\n' "$1" >&2
    exit 2
}

here=$(cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
root=$(cd -P -- "$here/../../.." && pwd)
python=${PYTHON:-/usr/bin/python3}
against=torch width='' pixels=96 batch=16 threads=1 lanes='' heap=600m pairs=8 warmup=10 seconds=10 layout=channels_last words=()

while (($#)); do
    case $1 in
        --help) usage; exit ;;
        --against | --width | --pixels | --batch | --threads | --lanes | --heap | --pairs | --warmup | --seconds | --layout)
            (($# > 1)) || fail "$1 needs a value"
            printf -v "${1#--}" '%s' "$2"
            shift 2
            ;;
        -*) fail "no option $1; --help lists them" ;;
        *) words+=("$1"); shift ;;
    esac
done
((${#words[@]} == 2)) || { usage >&2; exit 2; }
model=${words[0]} task=${words[1]}
tasks=' train predict frozen pruned clipped statistics '
[[ $model == mobilenet || $model == motion ]] || fail "'$model' is neither mobilenet nor motion"
[[ $tasks == *" $task "* ]] || fail "'$task' is none of$tasks"
[[ "$tasks torch stock " == *" $against "* ]] || fail "--against: '$against' is none of$tasks torch stock"
[[ $model == mobilenet || "$task $against" != *@(frozen|pruned)* ]] || fail 'only mobilenet has blocks'
[[ $pairs =~ ^[0-9]+$ ]] && ((pairs >= 8)) || fail '--pairs needs a number of 8 or more: fewer tell little'
if [[ -z $width ]]; then
    [[ $model == mobilenet ]] && width=0.35 || width=1
fi
if [[ $against == torch ]]; then
    [[ $task == train || $task == predict ]] || fail "PyTorch has no task '$task' here"
    "$python" -c 'import torch' 2>/dev/null || fail "$python has no torch (Debian: python3-torch)"
    against="PyTorch $("$python" -c 'import torch; print(torch.__version__)')"
fi

jdk=$("$root/fogward" --jdk)
class_path=$root/models/target/pairs.classpath
log=$root/models/target/pairs.log
(cd -- "$root" && mvn -B -q -pl models test-compile dependency:build-classpath -Dmdep.outputFile="$class_path") >&2
arguments=("$width" "$pixels" "$batch" "$threads" "$warmup" "$seconds")
export OMP_NUM_THREADS=$threads

ours() {
    "$jdk/bin/java" "-Xmx$heap" -XX:+UseSerialGC --add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED \
        --sun-misc-unsafe-memory-access=allow ${lanes:+"-Dfogward.lanes=$lanes"} \
        -cp "$root/models/target/test-classes:$root/models/target/classes:$(<"$class_path")" \
        org.fogward.models.benchmark.StepTimes "$model" "$1" "${arguments[@]}" 2>"$log" || { cat -- "$log" >&2; return 1; }
}

other() {
    if [[ $against == PyTorch* ]]; then
        "$python" "$here/torch_steps.py" "$model" "$task" "${arguments[@]}" --layout "$layout"
    else
        ours "$against"
    fi
}

ratio() {
    awk -v a="$1" -v b="$2" 'BEGIN { printf "%.3f", a / b }'
}

# A column's middle number, or the mean of the two in the middle.
median() {
    printf '%s\n' "$@" | sort -g | awk '{ v[NR] = $1 } END { printf "%.3f", (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 2 }'
}

printf '%s %s, width %s, batch %s, threads %s' "$model" "$task" "$width" "$batch" "$threads"
[[ $model == mobilenet ]] && printf ', %s pixels' "$pixels"
[[ -n $lanes ]] && printf ', %s lanes' "$lanes"
printf ', against %s' "$against"
[[ $against == PyTorch* ]] && printf ' (%s)' "$layout"
printf '\n\n%4s %12s %12s %8s %12s %12s %8s %9s %8s %6s\n' \
    pair 'other wall' 'our wall' ratio 'other CPU' 'our CPU' ratio 'other MB' 'our MB' load
other_walls=() our_walls=() walls=() other_cpus=() our_cpus=() cpus=() other_peaks=() our_peaks=()
for ((pair = 1; pair <= pairs; pair++)); do
    if ((pair % 2)); then
        theirs=$(other)
        mine=$(ours "$task")
    else
        mine=$(ours "$task")
        theirs=$(other)
    fi
    read -r other_wall other_cpu other_peak <<<"$theirs"
    read -r our_wall our_cpu our_peak <<<"$mine"
    other_walls+=("$other_wall") our_walls+=("$our_wall") other_cpus+=("$other_cpu") our_cpus+=("$our_cpu")
    other_peaks+=("$other_peak") our_peaks+=("$our_peak")
    walls+=("$(ratio "$other_wall" "$our_wall")")
    cpus+=("$(ratio "$other_cpu" "$our_cpu")")
    printf '%4s %12s %12s %8s %12s %12s %8s %9s %8s %6s\n' "$pair" "$other_wall" "$our_wall" "${walls[-1]}" \
        "$other_cpu" "$our_cpu" "${cpus[-1]}" "$other_peak" "$our_peak" "$(cut -d ' ' -f 1 /proc/loadavg)"
done
printf '%4s %12s %12s %8s %12s %12s %8s %9.0f %8.0f\n' 'all' "$(median "${other_walls[@]}")" "$(median "${our_walls[@]}")" \
    "$(median "${walls[@]}")" "$(median "${other_cpus[@]}")" "$(median "${our_cpus[@]}")" "$(median "${cpus[@]}")" \
    "$(median "${other_peaks[@]}")" "$(median "${our_peaks[@]}")"
