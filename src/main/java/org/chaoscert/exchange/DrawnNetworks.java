package org.chaoscert.exchange;

import java.util.Optional;
import java.util.OptionalLong;
import org.chaoscert.network.Sampler;

/** Networks that are drawn, one after the other, from sample number 0 on. */
public final class DrawnNetworks implements NetworkSource {
    private final Sampler sampler;
    private final long seed;
    private final long count;
    private long next;

    /**
     * Prepares.
     *
     * @param sampler the law
     * @param seed the seed
     * @param count how many, at least 0
     */
    public DrawnNetworks(Sampler sampler, long seed, long count) {
        this.sampler = sampler;
        this.seed = seed;
        this.count = count;
    }

    @Override
    public OptionalLong size() {
        return OptionalLong.of(count);
    }

    @Override
    public Optional<Entry> next() {
        if (next == count) {
            return Optional.empty();
        }
        long index = next++;
        return Optional.of(Entry.of(index, sampler.draw(seed, index)));
    }

    @Override
    public String reading() {
        return "drawn as binary64, each taken exactly";
    }

    @Override
    public void close() {}
}
