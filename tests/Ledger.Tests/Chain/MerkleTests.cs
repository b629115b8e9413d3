using System.Security.Cryptography;
using TikTokBan.Ledger.Chain;

namespace TikTokBan.Ledger.Tests.Chain;

public sealed class MerkleTests
{
    // The leaves and roots by which implementations of certificate transparency are compared.
    private static readonly string[] KnownLeaves = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

    private static readonly string[] KnownRoots =
    [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    [Fact]
    public void Roots_are_those_that_others_publish()
    {
        var tree = new MerkleTree();
        Assert.Equal(KnownRoots[0], Convert.ToHexString(tree.Root).ToLowerInvariant());
        for (var size = 1; size <= KnownLeaves.Length; size++)
        {
            tree.Add(Convert.FromHexString(KnownLeaves[size - 1]));
            Assert.Equal(KnownRoots[size], Convert.ToHexString(tree.Root).ToLowerInvariant());
        }
    }

    [Fact]
    public void A_tree_goes_on_from_its_peaks()
    {
        var leaves = Leaves(100);
        var whole = Tree(leaves);
        foreach (var stop in Enumerable.Range(0, 101))
        {
            var first = Tree(leaves[..stop]);
            var second = MerkleTree.Resume(stop, first.Peaks)!;
            foreach (var leaf in leaves[stop..])
                second.Add(leaf);
            Assert.Equal(whole.Root, second.Root);
            Assert.Null(MerkleTree.Resume(stop, [.. first.Peaks, new byte[32]]));
        }
    }

    [Fact]
    public void Every_leaf_of_every_small_tree_is_proved_and_nothing_else()
    {
        for (var size = 1; size <= 40; size++)
        {
            var leaves = Leaves(size);
            var root = Tree(leaves).Root;
            for (var index = 0; index < size; index++)
            {
                var path = Roots(leaves, MerkleProof.Inclusion(index, size));
                Assert.True(MerkleProof.Includes(leaves[index], index, size, path, root));
                Assert.False(MerkleProof.Includes(SHA256.HashData(leaves[index]), index, size, path, root));
                Assert.False(MerkleProof.Includes(leaves[index], index, size, [.. path, root], root));
                Assert.All(Enumerable.Range(0, size).Where(other => other != index), other => Assert.False(MerkleProof.Includes(leaves[index], other, size, path, root)));
                for (var step = 0; step < path.Count; step++)
                    Assert.False(MerkleProof.Includes(leaves[index], index, size, [.. path[..step], SHA256.HashData(path[step]), .. path[(step + 1)..]], root));
            }
        }
    }

    [Fact]
    public void Every_beginning_of_every_small_tree_is_proved_and_no_other()
    {
        for (var size = 1; size <= 40; size++)
        {
            var leaves = Leaves(size);
            var root = Tree(leaves).Root;
            for (var first = 1; first <= size; first++)
            {
                var path = Roots(leaves, MerkleProof.Consistency(first, size));
                var before = Tree(leaves[..first]).Root;
                Assert.True(MerkleProof.Continues(first, before, size, root, path));
                Assert.False(MerkleProof.Continues(first, SHA256.HashData(before), size, root, path));
                Assert.False(MerkleProof.Continues(first, before, size, SHA256.HashData(root), path));
                for (var step = 0; step < path.Count; step++)
                    Assert.False(MerkleProof.Continues(first, before, size, root, [.. path[..step], SHA256.HashData(path[step]), .. path[(step + 1)..]]));
            }
        }
    }

    private static List<byte[]> Leaves(int count) => [.. Enumerable.Range(0, count).Select(number => SHA256.HashData(BitConverter.GetBytes(number)))];

    private static MerkleTree Tree(IEnumerable<byte[]> leaves)
    {
        var tree = new MerkleTree();
        foreach (var leaf in leaves)
            tree.Add(leaf);
        return tree;
    }

    private static List<byte[]> Roots(List<byte[]> leaves, IEnumerable<MerkleProof.Range> ranges) =>
        [.. ranges.Select(range => Tree(leaves.GetRange((int)range.Start, (int)range.Count)).Root)];
}
