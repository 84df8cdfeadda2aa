"""Whole hearings in the loose words of courtrooms, on one microphone: who speaks, by prompts.

A turn may stay without a suggestion; a wrong one is worse than none. An agent counts as his party,
which is all that a prompt tells.
"""

from dataclasses import replace

import pytest

from tests.hearing.record import transcripts
from tests.hearing.record.transcripts import turns_of
from workbench.hearing.model import Procedure, RoleBasis
from workbench.hearing.prompts import suggest_roles

LOOSE = """
书记员：请大家安静，下面宣布法庭纪律。
书记员：全体起立，请审判长、审判员入庭。
审判长：请坐下。现在核对到庭当事人的身份情况，先由原告说。
原告：我叫张三甲，住示例市示例街道。
审判长：原告的代理人。
原告代理人：我是原告的委托诉讼代理人王五丙，示例律师事务所律师，代理权限是特别授权。
审判长：被告呢？
被告：李四乙，我自己来的，没请律师。
审判长：双方对对方的出庭人员有没有意见？
原告：没意见。
被告：没有。
审判长：经审查，双方出庭人员的身份符合法律规定，可以参加诉讼。示例市示例区人民法院今天依法公开开庭审理本案。
审判长：合议庭组成人员有没有需要回避的？原告方。
原告：不需要。
审判长：被告。
被告：不需要。
审判长：好，下面进入法庭调查。原告把起诉状念一下。
原告代理人：诉讼请求：一、判令被告支付货款八万元；二、诉讼费由被告承担。
原告代理人：事实和理由是，双方签了买卖合同，货已经交付。
审判长：被告怎么答辩？
被告：货不对板，我不能给全款。
被告：我退了三箱给他。
审判长：退货有没有凭证？
被告：有物流单。
审判长：原告，被告讲退了三箱，是不是这样？
原告代理人：没有收到。
审判长：那物流单你带来没有？
被告：带来了。
审判长：拿给原告看一下。
原告代理人：看了，这个单子上没有签收人。
审判长：还有没有问题要问对方？
原告代理人：我问一下被告，合同是不是你签的？
被告：是我签的。
审判长：好，事实部分查到这里，下面辩论。原告。
原告代理人：被告收货不付款，构成违约。
审判长：被告有什么辩论意见？
被告：质量有问题我才没付。
审判长：最后陈述，原告。
原告代理人：坚持请求。
审判长：被告。
被告：请法庭公正处理。
审判长：能不能调解？原告什么意见？
原告代理人：可以调。
审判长：被告愿意调解吗？
被告：愿意。
审判长：那庭后组织你们调解，今天就开到这里，休庭。
"""
ACCUSED = """
审判长：提被告人孙某样到庭。
审判长：被告人，你的姓名？
被告人：孙某样。
审判长：哪年出生的？
被告人：一九九零年。
审判长：什么时候被拘留的？
被告人：今年三月。
审判长：起诉书副本收到没有？
被告人：收到了，十天前。
审判长：下面由公诉人宣读起诉书。
公诉人：示例区人民检察院起诉书。被告人孙某样，男，因涉嫌盗窃罪被逮捕。
公诉人：本院认为，被告人的行为触犯刑法，应当以盗窃罪追究刑事责任。
审判长：被告人，起诉书听清楚了吗？
被告人：听清楚了。
审判长：指控的是不是事实？
被告人：是事实。
审判长：公诉人对被告人讯问。
公诉人：东西放哪儿了？
被告人：卖掉了。
公诉人：卖了多少？
被告人：八百。
公诉人：审判长，讯问暂时到此。
审判长：辩护人有没有问题要问？
辩护人：有。你家里有老人要养吗？
被告人：有我妈。
辩护人：没有了。
审判长：公诉人出示证据。
公诉人：首先出示物证照片。
审判长：被告人有意见吗？
被告人：没有。
审判长：辩护人呢？
辩护人：没有意见。
审判长：法庭辩论开始，公诉人先发表意见。
公诉人：本案事实清楚，证据确实充分。
审判长：被告人可以自己辩护。
被告人：我没啥说的。
审判长：辩护人辩护。
辩护人：被告人认罪态度好，建议从轻。
审判长：被告人最后还有什么要说？
被告人：我错了。
审判长：休庭十分钟，合议庭评议后宣判。
"""
SMALL = """
审判员：现在开庭。本案适用小额诉讼程序，由我独任审判。
审判员：原告，对我和书记员申请回避吗？
原告：不申请。
审判员：被告？
被告代理人：不申请。
审判员：原告说说你的请求。
原告：要求退我押金两千。
审判员：为什么要退？
原告：房子我退了，他不退钱。
审判员：被告意见？
被告代理人：房子损坏，押金抵扣了。
审判员：损坏了什么？
被告代理人：门锁和墙。
审判员：有照片吗？
被告代理人：有，提交照片三张。
审判员：原告看一下照片，是不是你住的那间？
原告：是，但是搬进去的时候就坏了。
审判员：第三人，你是中介，交房的时候你在场吗？
第三人：在的。
审判员：当时门锁是好的吗？
第三人：记不清了。
审判员：双方愿不愿意各让一步？
原告：可以。
被告代理人：退一千。
审判员：原告同意吗？
原告：同意。
审判员：好，那就这样签个调解协议。闭庭。
"""


@pytest.mark.parametrize(
    ("script", "procedure", "wrong", "untold"),
    [
        (LOOSE, Procedure.CIVIL, 1, 5),
        (ACCUSED, Procedure.CRIMINAL, 0, 5),
        (SMALL, Procedure.SMALL_CLAIMS, 0, 1),
        (transcripts.CIVIL, Procedure.CIVIL, 1, 2),
        (transcripts.SIMPLIFIED, Procedure.SIMPLIFIED, 0, 2),
        (transcripts.CRIMINAL, Procedure.CRIMINAL, 0, 5),
        (transcripts.ADMINISTRATIVE, Procedure.ADMINISTRATIVE, 1, 4),
        (transcripts.APPEAL, Procedure.CIVIL, 0, 5),
    ],
)
def test_hardly_anybody_is_taken_for_another(
    script: str, procedure: Procedure, wrong: int, untold: int
) -> None:
    turns = turns_of(script)
    nobody = [replace(turn, role="", basis=RoleBasis.NONE) for turn in turns]
    found = {one.turn: one.role.removesuffix("代理人") for one in suggest_roles(nobody, procedure)}
    missed = [
        (turn.role, found[turn.id], turn.verbatim)
        for turn in turns
        if turn.id in found and found[turn.id] != turn.role.removesuffix("代理人")
    ]
    assert len(missed) <= wrong, missed
    assert len(turns) - len(found) <= untold
