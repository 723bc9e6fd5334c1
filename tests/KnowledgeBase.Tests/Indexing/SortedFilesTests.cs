using CsCheck;
using KnowledgeBase.Indexing;
using Xunit;

namespace KnowledgeBase.Tests.Indexing;

public sealed class SortedFilesTests
{
    [Fact]
    public void OrderOf_AnyWords_IsByCodeUnit() =>
        Gen.String[Gen.Char["ab\0\u00e9\ud800\udc00\uffff"], 0, 7].Array[0, 60].Sample(words =>
        {
            var expected = words.Order(StringComparer.Ordinal);

            var order = SortedFiles.OrderOf(words);

            Assert.Equal(expected, order.Select(i => words[i]));
            Assert.Equal(Enumerable.Range(0, words.Length), order.Order());
        });

    [Fact]
    public void Cut_WithOneThatIsLarge_GivesItAFileOfItsOwn()
    {
        (string Word, int Size)[] words = [("a", 10), ("b", 10), ("kind:question", 20_000), ("m", 10), ("n", 10), ("tag:x", 30_000)];

        var files = SortedFiles.Cut(words, 5000, word => word.Word, word => word.Size);

        Assert.Equal(["a b", "kind:question", "m n", "tag:x"], files.Select(file => string.Join(' ', file.Select(word => word.Word))));
    }
}
