using System.IO.Hashing;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using KnowledgeBase.Model;

namespace KnowledgeBase.Publishing;

internal enum Change : byte
{
    /// <summary>The same bytes are in place already.</summary>
    None,
    New,
    ReplacesFile,
    ReplacesFolder,
}

/// <summary>Which files the old site had and the new one has. Paths that differ only in case or Unicode form are one file.</summary>
/// <remarks>A million threads are five million files. So a file is its path in UTF-8 and two dozen bytes; a string is made for who asks.</remarks>
internal sealed class Inventory
{
    private const int PieceLength = 1 << 20;

    private readonly Lock _lock = new();

    /// <summary>Paths, one behind the other; none goes over the end of a piece.</summary>
    private readonly List<byte[]> _pieces = [];

    private readonly List<Record> _records;

    /// <summary>How the new site spells files that the old one spelt otherwise.</summary>
    private readonly Dictionary<int, byte[]> _respelt = [];

    private readonly int _listed;

    /// <summary>One more than the number of a record, found by the end of its hash; a record whose slot is taken stands in the next.</summary>
    private int[] _slots;

    private int _end = PieceLength;

    public Inventory(IReadOnlyCollection<string> listed)
    {
        (_records, _slots) = (new(listed.Count), new int[BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, 2 * listed.Count))]);
        foreach (var path in listed) RecordAt(NumberOf(path, toAdd: true)).IsListed = true;
        _listed = _records.Count;
    }

    public int Count => _records.Count;

    /// <summary>Those of the old list in its order, then new ones.</summary>
    public IEnumerable<Entry> Entries => Enumerable.Range(0, _records.Count).Select(number => new Entry(this, number));

    /// <summary>Those that are asked for, by their paths.</summary>
    public List<Entry> Sorted(Func<Entry, bool> isAsked)
    {
        // Most stand where they stood, and the old list is sorted.
        var (numbers, others) = (new List<int>(), new List<int>());
        for (var number = 0; number < _records.Count; number++)
        {
            if (!isAsked(new(this, number))) continue;
            if (number < _listed && (numbers.Count == 0 || Compare(numbers[^1], number) < 0)) numbers.Add(number);
            else others.Add(number);
        }

        others.Sort(Compare);
        return Merged(numbers, others).ConvertAll(number => new Entry(this, number));
    }

    public Entry For(string path) => new(this, NumberOf(path, toAdd: true));

    public Entry? Find(string path) => NumberOf(path, toAdd: false) is >= 0 and var number ? new(this, number) : null;

    private List<int> Merged(List<int> some, List<int> others)
    {
        if (some.Count == 0) return others;
        var all = new List<int>(some.Count + others.Count);
        var next = 0;
        foreach (var number in some)
        {
            for (; next < others.Count && Compare(others[next], number) < 0; next++) all.Add(others[next]);
            all.Add(number);
        }

        all.AddRange(others[next..]);
        return all;
    }

    /// <summary>As <see cref="string.CompareOrdinal(string, string)"/> compares their paths.</summary>
    private int Compare(int number, int other)
    {
        var path = AddedAt(number);
        var next = AddedAt(other);
        var shared = path.CommonPrefixLength(next);
        return shared == path.Length || shared == next.Length ? path.Length - next.Length : Rank(path[shared]) - Rank(next[shared]);

        // In UTF-16, what takes four bytes in UTF-8 comes before the last of what takes three.
        static int Rank(byte b) => b is 0xEE or 0xEF ? b + 0x100 : b;
    }

    /// <returns>Negative if there is none, and none is to be added.</returns>
    private int NumberOf(string path, bool toAdd)
    {
        var name = UnicodeText.Fold(path);
        var hash = (uint)XxHash3.HashToUInt64(MemoryMarshal.AsBytes(name.AsSpan()));
        lock (_lock)
        {
            var slot = (int)hash & (_slots.Length - 1);
            for (; _slots[slot] > 0; slot = (slot + 1) & (_slots.Length - 1))
            {
                var number = _slots[slot] - 1;
                if (RecordAt(number).Hash == hash && (IsSpelt(number, path) || UnicodeText.Fold(Spelling(number)) == name)) return number;
            }

            if (!toAdd) return -1;
            _records.Add(new() { Hash = hash, Place = Stored(path, out var length), Length = length });
            _slots[slot] = _records.Count;
            if (2 * _records.Count > _slots.Length) Grow();
            return _records.Count - 1;
        }
    }

    private uint Stored(string path, out int length)
    {
        length = Encoding.UTF8.GetByteCount(path);
        if (PieceLength - _end < length)
        {
            _pieces.Add(new byte[Math.Max(PieceLength, length)]);
            _end = 0;
        }

        Encoding.UTF8.GetBytes(path, _pieces[^1].AsSpan(_end));
        var place = (uint)(_pieces.Count - 1) * PieceLength + (uint)_end;
        _end += length;
        return place;
    }

    private void Grow()
    {
        _slots = new int[2 * _slots.Length];
        for (var number = 0; number < _records.Count; number++)
        {
            var slot = (int)RecordAt(number).Hash & (_slots.Length - 1);
            while (_slots[slot] > 0) slot = (slot + 1) & (_slots.Length - 1);
            _slots[slot] = number + 1;
        }
    }

    private ref Record RecordAt(int number) => ref CollectionsMarshal.AsSpan(_records)[number];

    private ReadOnlySpan<byte> PathAt(int number)
    {
        ref var record = ref RecordAt(number);
        return _pieces[(int)(record.Place / PieceLength)].AsSpan((int)(record.Place % PieceLength), record.Length);
    }

    private ReadOnlySpan<byte> AddedAt(int number) => _respelt.TryGetValue(number, out var path) ? path : PathAt(number);

    private string Spelling(int number) => Encoding.UTF8.GetString(PathAt(number));

    private bool IsSpelt(int number, string path)
    {
        var there = PathAt(number);
        // Most are ASCII, for which both are of one length.
        return there.Length == path.Length && Ascii.Equals(there, path) || (there.Length > path.Length && Encoding.UTF8.GetString(there) == path);
    }

    private struct Record
    {
        /// <summary>The end of its folded path's.</summary>
        public uint Hash;

        /// <summary>Where its path begins among all pieces, and how many bytes it has.</summary>
        public uint Place;

        public int Length;
        public Change Change;
        public bool IsListed, IsAdded;
    }

    /// <summary>One file of the old site, the new one, or both.</summary>
    internal readonly struct Entry(Inventory inventory, int number)
    {
        /// <summary>Its path in the old site's list.</summary>
        public string? Listed
        {
            get
            {
                lock (inventory._lock) return Now.IsListed ? inventory.Spelling(number) : null;
            }
        }

        /// <summary>Its path in the new site.</summary>
        public string? Added
        {
            get
            {
                lock (inventory._lock) return Now.IsAdded ? Encoding.UTF8.GetString(inventory.AddedAt(number)) : null;
            }
        }

        /// <summary>In the new site, or in the old one if only that has it.</summary>
        public string Path => Added ?? Listed!;

        public Change Change
        {
            get
            {
                lock (inventory._lock) return Now.Change;
            }

            set
            {
                lock (inventory._lock) Now.Change = value;
            }
        }

        public bool IsAdded
        {
            get
            {
                lock (inventory._lock) return Now.IsAdded;
            }
        }

        /// <summary>The file is ours and goes.</summary>
        public bool IsDropped
        {
            get
            {
                lock (inventory._lock) return Now is { IsListed: true, IsAdded: false };
            }
        }

        /// <summary>The list of the new site says something else of it than that of the old one.</summary>
        public bool ChangesList
        {
            get
            {
                lock (inventory._lock) return Now.IsListed != Now.IsAdded || inventory._respelt.ContainsKey(number);
            }
        }

        private ref Record Now => ref inventory.RecordAt(number);

        /// <summary>Whether the old list has it just so.</summary>
        public bool IsListedAs(string path)
        {
            lock (inventory._lock) return Now.IsListed && inventory.IsSpelt(number, path);
        }

        /// <returns>False if the new site has the file already.</returns>
        public bool TryClaim(string path)
        {
            lock (inventory._lock)
            {
                if (Now.IsAdded) return false;
                Now.IsAdded = true;
                if (!inventory.IsSpelt(number, path)) inventory._respelt[number] = Encoding.UTF8.GetBytes(path);
                return true;
            }
        }
    }
}
