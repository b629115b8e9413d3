namespace TikTokBan.Ledger.Chain;

/// <summary>
/// Proofs over a Merkle tree (RFC 6962): that a leaf is in a tree, and that a tree is the beginning of a larger one. A proof's
/// hashes are roots of ranges of leaves; which ranges is told here, so that whoever has the leaves takes them in one pass.
/// </summary>
internal static class MerkleProof
{
    /// <summary>Leaves from <paramref name="Start"/>, counted from 0.</summary>
    internal readonly record struct Range(long Start, long Count);

    /// <summary>The ranges whose roots prove that a leaf is in a tree.</summary>
    public static IReadOnlyList<Range> Inclusion(long leaf, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(leaf);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(leaf, size);
        var path = new List<Range>();
        for (var (start, count) = (0L, size); count > 1;)
        {
            var left = LeftOf(count);
            if (leaf - start < left)
            {
                path.Add(new(start + left, count - left));
                count = left;
            }
            else
            {
                path.Add(new(start, left));
                (start, count) = (start + left, count - left);
            }
        }

        path.Reverse();
        return path;
    }

    /// <summary>The ranges whose roots prove that a tree is the beginning of a larger one; none where both are the same.</summary>
    public static IReadOnlyList<Range> Consistency(long first, long size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, size);
        var path = new List<Range>();
        var whole = true;
        var (start, count) = (0L, size);
        while (first - start != count)
        {
            var left = LeftOf(count);
            if (first - start <= left)
            {
                path.Add(new(start + left, count - left));
                count = left;
            }
            else
            {
                path.Add(new(start, left));
                (start, count, whole) = (start + left, count - left, false);
            }
        }

        if (!whole)
            path.Add(new(start, count));
        path.Reverse();
        return path;
    }

    /// <summary>Whether hashes lead from a leaf to a root.</summary>
    /// <param name="leaf">The leaf's content.</param>
    /// <param name="index">Its place, counted from 0.</param>
    /// <param name="size">The tree's size.</param>
    /// <param name="path">The proof.</param>
    /// <param name="root">The tree's root.</param>
    public static bool Includes(ReadOnlySpan<byte> leaf, long index, long size, IReadOnlyList<byte[]> path, ReadOnlySpan<byte> root)
    {
        if (index < 0 || index >= size || path.Count != Inclusion(index, size).Count)
            return false;
        var (node, last) = (index, size - 1);
        var hash = MerkleTree.Leaf(leaf);
        foreach (var other in path)
        {
            // A node without a sibling is its own parent.
            while ((node & 1) == 0 && node == last)
                (node, last) = (node >> 1, last >> 1);
            hash = (node & 1) == 1 ? MerkleTree.Node(other, hash) : MerkleTree.Node(hash, other);
            (node, last) = (node >> 1, last >> 1);
        }

        return hash.AsSpan().SequenceEqual(root);
    }

    /// <summary>Whether hashes lead from one root to that of a larger tree which begins with the same leaves.</summary>
    public static bool Continues(long first, ReadOnlySpan<byte> firstRoot, long size, ReadOnlySpan<byte> root, IReadOnlyList<byte[]> path)
    {
        if (first < 1 || first > size || path.Count != Consistency(first, size).Count)
            return false;
        if (first == size)
            return firstRoot.SequenceEqual(root);
        var (node, last) = (first - 1, size - 1);
        for (; (node & 1) == 1; last >>= 1)
            node >>= 1;
        // A tree that is full stands in the larger one as it is, so its root is not said again.
        var isFull = node == 0;
        var rest = isFull ? path : path.Skip(1);
        var (before, after) = isFull ? (firstRoot.ToArray(), firstRoot.ToArray()) : (path[0], path[0]);
        foreach (var other in rest)
        {
            while ((node & 1) == 0 && node == last)
                (node, last) = (node >> 1, last >> 1);
            if ((node & 1) == 1)
            {
                before = MerkleTree.Node(other, before);
                after = MerkleTree.Node(other, after);
            }
            else
            {
                after = MerkleTree.Node(after, other);
            }

            (node, last) = (node >> 1, last >> 1);
        }

        return before.AsSpan().SequenceEqual(firstRoot) && after.AsSpan().SequenceEqual(root);
    }

    // The largest power of two that is smaller.
    private static long LeftOf(long count) => 1L << (63 - (int)long.LeadingZeroCount(count - 1));
}
