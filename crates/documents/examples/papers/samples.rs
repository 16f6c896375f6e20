//! Invented papers of every kind, for the example, the tests and the benchmark. No name here is a person's.

use documents::Quantity;
use documents::paper::{
    AdvanceSettlement, BasedOn, CashCount, CashVoucher, CashWay, CorrectionLine, CorrectionVoucher, Entry,
    FormCode, GiftLine, GoodsLine, GoodsList, GoodsReceipt, Head, Issuer, Member, Method, MoneyLine,
    MoneyList, MoneyReceipt, Notes, Paper, Party, Qr, QrContent, RecipientLine, RecipientList, Role, Signer,
    StockCount, StockCountLine, StockLine, StockNote, StockWay, ThankYouLetter,
};
use documents::vietqr::{Payment, build};
use documents::words::Usage;
use jiff::civil::date;

/// One of each, by file name.
pub(crate) fn papers() -> Vec<(&'static str, Paper)> {
    vec![
        ("phieu-thu", cash_in(1)),
        ("phieu-chi", cash_out()),
        ("uy-nhiem-chi", transfer()),
        ("phieu-nhap-kho", stock_note(StockWay::In)),
        ("phieu-xuat-kho", stock_note(StockWay::Out)),
        ("bien-nhan-tien", money_receipt()),
        ("bien-nhan-hien-vat", goods_receipt()),
        ("bang-tong-hop-thu", money_list(45)),
        ("bang-ke-hien-vat", goods_list()),
        ("danh-sach-ky-nhan", recipients(31)),
        ("kiem-ke-quy", cash_count()),
        ("kiem-ke-kho", stock_count()),
        ("thanh-toan-tam-ung", advance()),
        ("dinh-chinh", correction()),
        ("thu-cam-on", thank_you()),
    ]
}

fn head(number: &str) -> Head {
    Head {
        issuer: Issuer {
            parent: Some("Ủy ban MTTQ Việt Nam tỉnh Đồng Tháp".to_owned()),
            name: "Ban Vận động cứu trợ tỉnh Đồng Tháp".to_owned(),
            address: "Số 1 đường Mẫu, phường Cao Lãnh, tỉnh Đồng Tháp".to_owned(),
            budget_unit_code: Some("1000000".to_owned()),
        },
        number: number.to_owned(),
        book: None,
        date: date(2021, 8, 5),
        form: None,
        campaign: None,
        copy: None,
        qr: Some(Qr {
            content: QrContent::Text(format!("https://sovang.example/kiem-tra/{number}")),
            caption: "Quét mã để đối chiếu chứng từ với sổ".to_owned(),
        }),
        usage: Usage::SOUTHERN,
    }
}

/// A cash receipt voucher with everything filled in.
pub(crate) fn cash_in(index: u32) -> Paper {
    let head = Head {
        book: Some("01/2021".to_owned()),
        form: Some(FormCode {
            code: "C40-BB".to_owned(),
            issued_by: "Ban hành kèm theo Thông tư số 107/2017/TT-BTC ngày 10/10/2017 của Bộ Tài chính"
                .to_owned(),
        }),
        ..head(&format!("PT-{index:06}"))
    };
    Paper::Cash(CashVoucher {
        head,
        way: CashWay::In,
        party: Party {
            name: "Nguyễn Văn Mẫu".to_owned(),
            address: "Tổ 12, khóm Mẫu, phường Cao Lãnh, tỉnh Đồng Tháp".to_owned(),
        },
        reason: "Ủng hộ phòng, chống dịch Covid-19 và hỗ trợ người dân gặp khó khăn (không chỉ định)"
            .to_owned(),
        amount: 12_345_678,
        foreign: None,
        entry: Some(Entry { debit: "1111".to_owned(), credit: "3378".to_owned() }),
        attached: Some("01 chứng từ gốc (giấy ủng hộ của người nộp)".to_owned()),
        approvers: vec![
            Signer::named(Role::UnitHead, "Lê Thị Ví Dụ"),
            Signer::named(Role::ChiefAccountant, "Phạm Văn Sổ"),
            Signer::named(Role::Maker, "Trần Thị Lập"),
        ],
        movers: vec![
            Signer::named(Role::Payer, "Nguyễn Văn Mẫu"),
            Signer::named(Role::Cashier, "Võ Thị Quỹ"),
        ],
    })
}

fn cash_out() -> Paper {
    Paper::Cash(CashVoucher {
        head: head("PC-000042"),
        way: CashWay::Out,
        party: Party {
            name: "Đội tình nguyện xã Tháp Mười, do bà Đặng Thị Thử làm đội trưởng".to_owned(),
            address: "Ấp 3, xã Tháp Mười, tỉnh Đồng Tháp".to_owned(),
        },
        reason: "Tạm ứng tiền mua lương thực, thực phẩm và thuốc men hỗ trợ các hộ trong khu vực phong tỏa đợt 3 theo \
                 danh sách do Ban Công tác Mặt trận ấp lập và Ủy ban nhân dân xã xác nhận"
            .to_owned(),
        amount: 1_005_000_005,
        foreign: Some(documents::paper::Foreign {
            amount: "44.002,63 USD".to_owned(),
            rate: "22.840 đ/USD".to_owned(),
        }),
        entry: None,
        attached: None,
        approvers: vec![],
        movers: vec![],
    })
}

fn stock_note(way: StockWay) -> Paper {
    let incoming = way == StockWay::In;
    let line = |name: &str, code: &str, unit: &str, thousandths: i64, price: i64| StockLine {
        name: name.to_owned(),
        code: code.to_owned(),
        unit: unit.to_owned(),
        asked: Some(Quantity::thousandths(thousandths)),
        actual: Quantity::thousandths(thousandths),
        unit_price: Some(price),
        amount: thousandths * price / 1_000,
    };
    Paper::Stock(StockNote {
        head: head(if incoming { "PNK-000017" } else { "PXK-000009" }),
        way,
        party: Party {
            name: "Huỳnh Văn Giao".to_owned(),
            address: "Công ty TNHH Lương thực Mẫu, phường Sa Đéc".to_owned(),
        },
        reason: "Hàng ủng hộ đồng bào vùng phong tỏa".to_owned(),
        based_on: Some(BasedOn {
            kind: if incoming { "biên nhận hiện vật" } else { "quyết định phân bổ" }.to_owned(),
            number: "BNHV-000031".to_owned(),
            date: date(2021, 8, 4),
            of: "Ban Vận động cứu trợ tỉnh".to_owned(),
        }),
        warehouse: "Số 1".to_owned(),
        place: "Nhà thi đấu tỉnh, phường Cao Lãnh".to_owned(),
        lines: vec![
            line("Gạo trắng IR 50404, bao 25 kg, lô G0821", "GAO-25", "kg", 2_012_500, 12_000),
            line("Mì ăn liền, thùng 30 gói, hạn dùng 12/2021", "MI-30", "thùng", 600_000, 98_500),
            line("Khẩu trang y tế 4 lớp, hộp 50 cái", "KT-50", "hộp", 200_000, 35_000),
            line("Nước sát khuẩn 500 ml", "NSK-500", "chai", 500_000, 42_000),
        ],
        entry: Some(Entry { debit: "152".to_owned(), credit: "3378".to_owned() }),
        attached: Some("02".to_owned()),
        signers: vec![],
    })
}

fn money_receipt() -> Paper {
    let payment =
        Payment { purpose: Some("DTA000012W".to_owned()), ..Payment::to_account("970436", "0000000000000") };
    Paper::MoneyReceipt(MoneyReceipt {
        corrected: None,
        code: Some("K7M2P-Q9XTA".into()),
        head: Head {
            campaign: Some("Đồng Tháp chung tay vượt qua đại dịch 2021".to_owned()),
            qr: Some(Qr {
                content: QrContent::Text(build(&payment).unwrap_or_default()),
                caption: "VietQR: ủng hộ tiếp vào tài khoản của cuộc vận động".to_owned(),
            }),
            ..head("BN-001234")
        },
        donor: Party {
            name: "Hội quán Mẫu, xã Mỹ Hiệp".to_owned(),
            address: "Xã Mỹ Hiệp, tỉnh Đồng Tháp".to_owned(),
        },
        amount: 27_000_000_005,
        means: "Chuyển khoản Vietcombank, số tham chiếu 5212.10001".to_owned(),
        purpose: "Mua máy thở cho Bệnh viện Đa khoa tỉnh (có địa chỉ cụ thể)".to_owned(),
        signers: vec![],
    })
}

fn goods_receipt() -> Paper {
    let line = |name: &str, unit: &str, count: i64, expires, value: Option<i64>| GiftLine {
        name: name.to_owned(),
        unit: unit.to_owned(),
        quantity: Quantity::whole(count),
        condition: "mới, nguyên thùng".to_owned(),
        expires,
        unit_value: value,
        value: value.map(|value| value * count),
    };
    Paper::GoodsReceipt(GoodsReceipt {
        head: head("BNHV-000031"),
        donor: Party {
            name: "Công ty TNHH Lương thực Mẫu".to_owned(),
            address: "Phường Sa Đéc, tỉnh Đồng Tháp".to_owned(),
        },
        purpose: "Hỗ trợ hộ nghèo trong khu vực phong tỏa".to_owned(),
        lines: vec![
            line("Gạo trắng", "kg", 2_000, None, Some(12_000)),
            line("Mì ăn liền, thùng 30 gói", "thùng", 600, Some(date(2021, 12, 31)), Some(98_500)),
            line("Rau củ các loại", "kg", 1_500, None, None),
        ],
        valued_by: Some("Giá bán lẻ tại chợ Cao Lãnh ngày 04/08/2021".to_owned()),
        place: Some("Kho số 1, Nhà thi đấu tỉnh".to_owned()),
        signers: vec![],
    })
}

fn money_list(count: u32) -> Paper {
    let lines = (1..=count).map(|index| {
        let amount = i64::from(index) * 123_000;
        MoneyLine {
            receipt: format!("BN-{index:06}"),
            date: date(2021, 8, 1),
            donor: format!("Người ủng hộ thứ {index} trong danh sách thử nghiệm"),
            address: "Phường Hồng Ngự, tỉnh Đồng Tháp".to_owned(),
            cash: (index % 3 == 0).then_some(amount),
            transfer: (index % 3 != 0).then_some(amount * 100),
            note: if index % 7 == 0 { "Có địa chỉ cụ thể".to_owned() } else { String::new() },
        }
    });
    Paper::MoneyList(MoneyList {
        head: Head {
            campaign: Some("Đồng Tháp chung tay vượt qua đại dịch 2021".to_owned()),
            form: Some(FormCode {
                code: "C-01Q".to_owned(),
                issued_by: "Theo mẫu của Thông tư số 77/2007/TT-BTC".to_owned(),
            }),
            ..head("BTH-000003")
        },
        from: date(2021, 8, 1),
        until: date(2021, 8, 5),
        lines: lines.collect(),
        signers: vec![],
    })
}

fn goods_list() -> Paper {
    let lines = (1..=6).map(|index| GoodsLine {
        receipt: format!("BNHV-{index:06}"),
        date: date(2021, 8, 2),
        donor: format!("Nhà hảo tâm thử nghiệm số {index}"),
        address: "Xã Tràm Chim, tỉnh Đồng Tháp".to_owned(),
        quantity: Quantity::thousandths(index * 1_250_500),
        value: (index != 4).then_some(index * 15_006_000),
        note: if index == 4 { "Chưa định giá".to_owned() } else { String::new() },
    });
    Paper::GoodsList(GoodsList {
        head: head("BKHV-000002"),
        goods: "Gạo".to_owned(),
        unit: "kg".to_owned(),
        from: date(2021, 8, 1),
        until: date(2021, 8, 5),
        lines: lines.collect(),
        signers: vec![],
    })
}

/// A list to be signed.
pub(crate) fn recipients(count: u32) -> Paper {
    let lines = (1..=count).map(|index| RecipientLine {
        name: format!("Chủ hộ thử nghiệm {index}"),
        address: format!("Tổ {}, ấp 3", index % 9 + 1),
        category: if index % 4 == 0 { "Hộ nghèo".to_owned() } else { "Hộ bị phong tỏa".to_owned() },
        members: Some(u16::try_from(index % 6 + 1).unwrap_or(1)),
        amount: 1_500_000,
        goods: "15 kg gạo, 01 thùng mì".to_owned(),
        note: if index == 5 {
            "Con gái nhận thay, có giấy ủy quyền".to_owned()
        } else {
            String::new()
        },
        code: Some(format!("dong-thap-2021:C8:{index}")),
    });
    Paper::Recipients(RecipientList {
        head: head("DSKN-000008"),
        purpose: "Hỗ trợ các hộ trong khu vực phong tỏa đợt 3".to_owned(),
        decision: "Số 25/QĐ-BVĐ ngày 03/08/2021 của Ban Vận động cứu trợ tỉnh".to_owned(),
        area: "Ấp 3, xã Tháp Mười".to_owned(),
        lines: lines.collect(),
        confirmed_by: vec![
            "Trưởng Ban Công tác Mặt trận ấp 3".to_owned(),
            "TM. UBND xã Tháp Mười".to_owned(),
        ],
        signers: vec![],
    })
}

fn committee() -> Vec<Member> {
    let member = |name: &str, function: &str| Member { name: name.to_owned(), function: function.to_owned() };
    vec![
        member("Lê Thị Ví Dụ", "Phó Trưởng Ban, Trưởng ban kiểm kê"),
        member("Phạm Văn Sổ", "Kế toán trưởng, ủy viên"),
        member("Võ Thị Quỹ", "Thủ quỹ, ủy viên"),
    ]
}

fn cash_count() -> Paper {
    let counts = [212, 431, 88, 300, 47, 120, 33, 18, 9];
    let denominations = [500_000, 200_000, 100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000];
    let notes = denominations.into_iter().zip(counts);
    Paper::CashCount(CashCount {
        head: head("KKQ-000001"),
        time: "16 giờ 30".to_owned(),
        closed_on: date(2021, 8, 5),
        committee: committee(),
        notes: notes.map(|(denomination, count)| Notes { denomination, count }).collect(),
        unlisted: 0,
        booked: 218_400_000,
        cause:
            "Thiếu 50.000 đồng, chưa rõ nguyên nhân; thủ quỹ giải trình bằng văn bản trong ngày 06/08/2021"
                .to_owned(),
        conclusion: "Ghi nhận khoản thiếu chờ xử lý".to_owned(),
        signers: vec![],
    })
}

fn stock_count() -> Paper {
    let line = |name: &str, code: &str, unit: &str, booked: i64, counted: i64, price: i64| StockCountLine {
        name: name.to_owned(),
        code: code.to_owned(),
        unit: unit.to_owned(),
        booked: Quantity::thousandths(booked),
        booked_value: booked * price / 1_000,
        counted: Quantity::thousandths(counted),
        counted_value: counted * price / 1_000,
        quality: "tốt".to_owned(),
    };
    Paper::StockCount(StockCount {
        head: head("KKK-000001"),
        time: "8 giờ 00".to_owned(),
        warehouse: "Số 1, Nhà thi đấu tỉnh".to_owned(),
        committee: committee(),
        lines: vec![
            line("Gạo trắng, lô G0821", "GAO-25", "kg", 52_012_500, 52_000_000, 12_000),
            line("Mì ăn liền, lô M0721", "MI-30", "thùng", 600_000, 601_000, 98_500),
            line("Khẩu trang y tế", "KT-50", "hộp", 200_000, 200_000, 35_000),
        ],
        cause: "Gạo hao hụt do rách bao khi bốc xếp; mì nhập thừa so với chứng từ ngày 04/08/2021".to_owned(),
        conclusion: "Lập biên bản xử lý hao hụt; nhập bổ sung 01 thùng mì".to_owned(),
        signers: vec![],
    })
}

fn correction() -> Paper {
    let line = |content: &str, amount| CorrectionLine {
        content: content.to_owned(),
        debit: "1121".to_owned(),
        credit: "3378".to_owned(),
        amount,
    };
    Paper::Correction(CorrectionVoucher {
        head: head("DC-000002"),
        method: Method::Negative,
        original: "PT-000087".to_owned(),
        original_date: date(2021, 7, 30),
        reason: "Ghi nhầm số tiền: người nộp ủng hộ 500.000 đồng, đã ghi 5.000.000 đồng".to_owned(),
        wrong: vec![line("Thu ủng hộ theo PT-000087", 5_000_000)],
        right: vec![
            line("Ghi âm bút toán đã ghi của PT-000087", -5_000_000),
            line("Thu ủng hộ theo PT-000087, số đúng", 500_000),
        ],
        attached: Some("01 bản giải trình của kế toán viên".to_owned()),
        signers: vec![],
    })
}

fn thank_you() -> Paper {
    Paper::ThankYou(ThankYouLetter {
        head: Head {
            campaign: Some("Đồng Tháp chung tay vượt qua đại dịch 2021".to_owned()),
            ..head("12/TCO-BVĐ")
        },
        place: "Đồng Tháp".to_owned(),
        donor: "Hội quán Mẫu, xã Mỹ Hiệp".to_owned(),
        gift: "số tiền 27.000.000.005 đồng".to_owned(),
        receipt: Some("BN-001234".to_owned()),
        effect: "Khoản ủng hộ đã được chuyển thành 12 máy thở cho Bệnh viện Đa khoa tỉnh, kịp thời phục vụ điều trị \
                 trong đợt dịch vừa qua."
            .to_owned(),
        signers: vec![Signer::named(Role::Other("TM. Ban Vận động, Trưởng Ban".to_owned(), "For the board".to_owned()), "Lê Thị Ví Dụ")],
    })
}

fn transfer() -> Paper {
    let Paper::Cash(paper) = cash_out() else { return cash_out() };
    Paper::Cash(CashVoucher { head: head("UNC-000007"), way: CashWay::Transfer, ..paper })
}

fn advance() -> Paper {
    Paper::Advance(AdvanceSettlement {
        head: head("TTTU-000004"),
        party: Party {
            name: "Đội tình nguyện Mẫu".to_owned(),
            address: "Xã Mỹ Hiệp, tỉnh Đồng Tháp".to_owned(),
        },
        advance: "PC-000042".to_owned(),
        advance_date: date(2021, 7, 30),
        amount: 50_000_000,
        before: 20_000_000,
        reason: "Hỗ trợ tiền ăn cho 28 hộ trong khu vực phong tỏa".to_owned(),
        spent: 28_000_000,
        returned: 1_500_000,
        returned_to: Some("quỹ tiền mặt".to_owned()),
        attached: Some("Danh sách ký nhận, 28 hộ".to_owned()),
        signers: vec![],
    })
}
